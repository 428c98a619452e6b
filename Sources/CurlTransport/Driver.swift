// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

/// The loop's side of libcurl: the transfers in flight and the timers. Touched by one thread.
struct Driver: ~Copyable {
  let multi: MultiHandle
  private var transfers: [MessageID: Transfer] = [:]
  private var idle: [Transfer] = []
  private var pools: [MessageID: ConnectionPool] = [:]
  private var trustStores: [String: TrustStore] = [:]
  private var timers: [Timer] = []
  private let budget = ResponseBudget()

  init() throws(TransportError) {
    multi = try MultiHandle()
  }

  mutating func accept(_ message: Message, at uptime: Duration) {
    switch message {
    case .start(let order): begin(order, at: uptime)
    case .wait(let timer): timers.append(timer)
    case .cancel(let id): cancel(id)
    case .renew(let pool): pools[pool] = nil
    }
  }

  /// Moves every transfer on as far as it goes without waiting, and answers those that ended.
  mutating func perform() throws(TransportError) {
    try multi.perform()
    while let (transfer, code) = multi.nextFinished() {
      end(transfer, transfer.result(code))
    }
  }

  mutating func fireTimers(at uptime: Duration) {
    let due = timers.filter { $0.due <= uptime }.sorted { $0.due < $1.due }
    guard !due.isEmpty else { return }
    timers.removeAll { $0.due <= uptime }
    for timer in due { timer.continuation.resume() }
  }

  /// Waits until a socket, a timer, a limit or another thread has something to do.
  func wait(from uptime: Duration) throws(TransportError) {
    let due = timers.map(\.due) + transfers.values.compactMap(\.due)
    try multi.poll(for: due.min().map { max(.zero, $0 - uptime) })
  }

  /// Ends everything at once, so that nobody waits for a loop that is no more.
  mutating func abandon() {
    for transfer in transfers.values {
      end(transfer, .failure(transfer.withdrawn("The event loop has ended.")))
    }
    for timer in timers { timer.continuation.resume() }
    timers = []
  }

  private mutating func begin(_ order: Order, at uptime: Duration) {
    do throws(TransportError) {
      let transfer = if let used = idle.popLast() { used } else { try Transfer() }
      try transfer.prepare(
        order, in: try pool(order.pool), trusting: try trustStore(for: order), within: budget,
        at: uptime)
      try multi.add(transfer)
      transfers[order.id] = transfer
    } catch {
      order.continuation.resume(returning: .failure(error))
    }
  }

  private mutating func pool(_ id: MessageID) throws(TransportError) -> ConnectionPool {
    if let pool = pools[id] { return pool }
    let pool = try ConnectionPool()
    pools[id] = pool
    return pool
  }

  /// A store stays for as long as the driver does, and so longer than any connection.
  private mutating func trustStore(for order: Order) throws(TransportError) -> TrustStore? {
    guard order.request.scheme == "https" else { return nil }
    // An empty file trusts nobody.
    let file = order.route.trustedCertificates ?? "/dev/null"
    if let store = trustStores[file] { return store }
    let store = try TrustStore(file: file)
    trustStores[file] = store
    return store
  }

  private mutating func cancel(_ id: MessageID) {
    if let transfer = transfers[id] {
      end(transfer, .failure(transfer.withdrawn("The request was cancelled.")))
    } else if let index = timers.firstIndex(where: { $0.id == id }) {
      timers.remove(at: index).continuation.resume()
    }
  }

  private mutating func end(_ transfer: Transfer, _ result: Result<Response, TransportError>) {
    multi.remove(transfer)
    guard let order = transfer.finish() else { return }
    transfers[order.id] = nil
    idle.append(transfer)
    order.continuation.resume(returning: result)
  }
}
