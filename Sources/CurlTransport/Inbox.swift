// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

typealias MessageID = Int

/// What other threads, and the jobs on this one, ask of the loop.
enum Message: Sendable {
  case start(Order)
  case wait(Timer)
  case cancel(MessageID)
}

/// A transfer to be made.
struct Order: Sendable {
  let id: MessageID
  let request: Request
  let limits: Limits
  let route: Route
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
  var jobs: [UnownedJob] = []
  var messages: [Message] = []
  /// Set while the loop sleeps in poll: only then does it need to be woken.
  var isResting = false
  var wakeHandle: WakeHandle?
  private var lastID = 0

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

  mutating func wake() {
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
