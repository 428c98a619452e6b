// SPDX-License-Identifier: Apache-2.0
public import HTTP
internal import Synchronization
public import UTC

// CurlTransport: one thread, one curl multi handle. The thread that calls `run` owns every handle of
// libcurl; everybody else leaves it a message and, when it rests, wakes it. As a task executor the
// same thread also runs the program's jobs: the process needs no second one.

/// The one thread that waits for the network and for time, and runs the tasks that prefer it.
public final class EventLoop: TaskExecutor, Timekeeper {
  private let inbox = Mutex(Inbox())
  private let start = ContinuousClock.now

  /// Creates a loop; it does nothing before ``run(_:)``.
  public init() {}

  /// Turns the current thread into the loop until `main` has returned; a loop runs once.
  ///
  /// `main` and its child tasks run on this thread. What it left behind, a task that nobody awaited,
  /// has its requests fail and its sleeps end, and does not run any further.
  ///
  /// - Throws: ``TransportError`` when libcurl cannot be set up or its loop breaks.
  public func run<Result: Sendable>(
    _ main: @escaping @Sendable () async -> Result
  ) throws(TransportError) -> Result {
    var driver = try Driver()
    let wakeHandle = unsafe WakeHandle(multi: driver.multi.pointer)
    inbox.withLock { $0.open(wakeHandle) }
    defer { close(&driver) }
    let outcome = Outcome<Result>()
    Task(executorPreference: self) { outcome.set(await main()) }
    while true {
      drainInbox(into: &driver)
      if let result = outcome.get() { return result }
      try driver.perform()
      driver.fireTimers(at: uptime)
      try rest(&driver)
    }
  }

  /// Leaves a job for the loop's thread.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    inbox.withLock { $0.add(job) }
  }

  /// The wall clock.
  public var now: Timestamp { .now }

  /// Time since the loop was created.
  public var uptime: Duration { start.duration(to: .now) }

  /// Waits for `duration`; returns early when the task is cancelled.
  public func sleep(for duration: Duration) async {
    let due = uptime + duration
    await withMessage { .wait(Timer(id: $0, due: due, continuation: $1)) }
  }

  func nextID() -> MessageID { inbox.withLock { $0.nextID() } }

  /// Sends a message that is answered once, and takes it back when the task is cancelled.
  func withMessage<Answer: Sendable>(
    _ message: @Sendable (MessageID, CheckedContinuation<Answer, Never>) -> Message
  ) async -> Answer {
    let id = nextID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A task that was cancelled before it came here has already sent its `cancel`.
        post(message(id, continuation))
        if Task.isCancelled { post(.cancel(id)) }
      }
    } onCancel: {
      post(.cancel(id))
    }
  }

  func post(_ message: Message) {
    guard inbox.withLock({ $0.add(message) }) else { return message.refuse() }
  }

  /// Takes what has come, and what came of that. Jobs that make jobs without end must not keep
  /// the network waiting.
  private func drainInbox(into driver: inout Driver) {
    for _ in 0..<64 {
      let (messages, jobs) = inbox.withLock { $0.take() }
      if messages.isEmpty && jobs.isEmpty { return }
      for message in messages { driver.accept(message, at: uptime) }
      for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  private func rest(_ driver: inout Driver) throws(TransportError) {
    guard inbox.withLock({ $0.beginRest() }) else { return }
    defer { inbox.withLock { $0.endRest() } }
    try driver.wait(from: uptime)
  }

  private func close(_ driver: inout Driver) {
    inbox.withLock { $0.close() }
    drainInbox(into: &driver)
    driver.abandon()
    drainInbox(into: &driver)
  }
}

/// The place where a task leaves its result for the thread that waits for it.
private final class Outcome<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func set(_ value: Value) { self.value.withLock { $0 = value } }
  func get() -> Value? { value.withLock { $0 } }
}
