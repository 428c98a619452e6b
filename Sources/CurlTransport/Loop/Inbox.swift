// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

typealias MessageID = Int

/// The messages and jobs for the loop's thread.
struct Inbox {
  private var jobs: [UnownedJob] = []
  private var messages: [Message] = []
  /// Whether the loop is waiting in poll: only then must it be woken.
  private var isWaiting = false
  private var isClosed = false
  private var wakeHandle: WakeHandle?
  private var lastID = 0

  mutating func open(_ wakeHandle: WakeHandle) { self.wakeHandle = wakeHandle }

  /// Accepts no message and wakes no thread from now on.
  mutating func close() {
    isClosed = true
    wakeHandle = nil
  }

  mutating func add(_ job: UnownedJob) {
    jobs.append(job)
    wake()
  }

  /// Adds a message; `false` when the loop has ended and will not read it.
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

  /// Whether there is nothing to do but wait.
  mutating func beginWait() -> Bool {
    isWaiting = messages.isEmpty && jobs.isEmpty
    return isWaiting
  }

  mutating func endWait() { isWaiting = false }

  private mutating func wake() {
    guard isWaiting, let wakeHandle else { return }
    isWaiting = false
    wakeHandle.wake()
  }
}
