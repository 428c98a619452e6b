// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

typealias MessageID = Int

/// What other threads, and the jobs on this one, ask of the loop.
enum Message: Sendable {
  case start(Order)
  case wait(Timer)
  case cancel(MessageID)
  /// The pool's next transfer gets a new connection.
  case renew(pool: MessageID)

  /// Answers whoever waits for the answer: there is no loop that could.
  func refuse() {
    switch self {
    case .start(let order):
      let reason = "The event loop does not run any more."
      order.continuation.resume(returning: .failure(TransportError(.unreachable, reason)))
    case .wait(let timer): timer.continuation.resume()
    case .cancel, .renew: break
    }
  }
}

/// A transfer to be made.
struct Order: Sendable {
  let id: MessageID
  let request: Request
  let limits: Limits
  let route: Route
  let pool: MessageID
  let continuation: CheckedContinuation<Result<Response, TransportError>, Never>
}

/// A wait to be ended.
struct Timer: Sendable {
  let id: MessageID
  let due: Duration
  let continuation: CheckedContinuation<Void, Never>
}

/// What waits for the loop's thread.
struct Inbox {
  private var jobs: [UnownedJob] = []
  private var messages: [Message] = []
  /// Set while the loop sleeps in poll: only then does it need to be woken.
  private var isResting = false
  private var isClosed = false
  private var wakeHandle: WakeHandle?
  private var lastID = 0

  mutating func open(_ wakeHandle: WakeHandle) { self.wakeHandle = wakeHandle }

  /// From now on no message is taken and nobody is woken.
  mutating func close() {
    isClosed = true
    wakeHandle = nil
  }

  mutating func add(_ job: UnownedJob) {
    jobs.append(job)
    wake()
  }

  /// Adds a message; `false` when nobody will ever read it.
  mutating func add(_ message: Message) -> Bool {
    guard !isClosed else { return false }
    messages.append(message)
    wake()
    return true
  }

  mutating func nextID() -> MessageID {
    lastID += 1
    return lastID
  }

  mutating func take() -> (messages: [Message], jobs: [UnownedJob]) {
    defer {
      messages = []
      jobs = []
    }
    return (messages, jobs)
  }

  /// Whether there is nothing left to do but to wait.
  mutating func beginRest() -> Bool {
    isResting = messages.isEmpty && jobs.isEmpty
    return isResting
  }

  mutating func endRest() { isResting = false }

  private mutating func wake() {
    guard isResting, let wakeHandle else { return }
    isResting = false
    wakeHandle.wake()
  }
}

/// The one thing of libcurl that another thread may touch.
@safe
struct WakeHandle: Sendable {
  // libcurl documents curl_multi_wakeup as callable from any thread while the handle lives; the
  // loop takes this value back, under the inbox's lock, before it frees the handle.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

  init(multi: UnsafeMutableRawPointer) { unsafe self.multi = multi }

  func wake() { _ = unsafe curl_multi_wakeup(multi) }
}
