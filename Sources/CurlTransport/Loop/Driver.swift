// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// The transfers in flight and the timers of a loop. Only the loop's thread uses it.
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
    case .start(let exchange): begin(exchange, at: uptime)
    case .wait(let timer): timers.append(timer)
    case .cancel(let id): cancel(id)
    case .renew(let pool): pools[pool] = nil
    }
  }

  /// Advances every transfer as far as possible without waiting, and resumes the callers of those
  /// that ended.
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

  /// Waits until a socket is ready, a timer or a limit is due, or another thread sends a message.
  func wait(from uptime: Duration) throws(TransportError) {
    let due = timers.map(\.due) + transfers.values.compactMap(\.due)
    try multi.poll(for: due.min().map { max(.zero, $0 - uptime) })
  }

  /// Ends all transfers and timers, so that no caller waits for a loop that has ended.
  mutating func abandon() {
    for transfer in transfers.values {
      end(transfer, .failure(transfer.stopped("The event loop has ended.")))
    }
    for timer in timers { timer.continuation.resume() }
    timers = []
  }

  private mutating func begin(_ exchange: Exchange, at uptime: Duration) {
    do throws(TransportError) {
      let transfer = if let used = idle.popLast() { used } else { try Transfer() }
      try transfer.prepare(
        exchange, in: try pool(exchange.pool), trusting: try trustStore(for: exchange),
        within: budget,
        at: uptime)
      try multi.add(transfer)
      transfers[exchange.id] = transfer
    } catch {
      exchange.continuation.resume(returning: .failure(error))
    }
  }

  private mutating func pool(_ id: MessageID) throws(TransportError) -> ConnectionPool {
    if let pool = pools[id] { return pool }
    let pool = try ConnectionPool()
    pools[id] = pool
    return pool
  }

  /// A store lives as long as the driver, and therefore longer than any connection.
  private mutating func trustStore(for exchange: Exchange) throws(TransportError) -> TrustStore? {
    guard exchange.request.scheme == "https" else { return nil }
    // With an empty file no certificate is trusted.
    let file = exchange.route.trustedCertificates ?? "/dev/null"
    if let store = trustStores[file] { return store }
    let store = try TrustStore(file: file)
    trustStores[file] = store
    return store
  }

  private mutating func cancel(_ id: MessageID) {
    if let transfer = transfers[id] {
      end(transfer, .failure(transfer.stopped("The request was cancelled.")))
    } else if let index = timers.firstIndex(where: { $0.id == id }) {
      timers.remove(at: index).continuation.resume()
    }
  }

  private mutating func end(_ transfer: Transfer, _ result: Result<Response, TransportError>) {
    multi.remove(transfer)
    guard let exchange = transfer.finish() else { return }
    transfers[exchange.id] = nil
    idle.append(transfer)
    exchange.continuation.resume(returning: result)
  }
}
