// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization
public import UTC

// CurlTransport: one thread, one curl multi handle. The thread that calls `run` owns every handle
// of libcurl. Other threads send it messages and wake it when it is waiting. As a task executor the
// same thread also runs the program's jobs, so the process needs no second one.

/// The thread that waits for the network and for timers, and runs the tasks that prefer it.
public final class EventLoop: TaskExecutor, Timekeeper {
  private let inbox = Mutex(Inbox())
  private let start = ContinuousClock.now

  /// Creates a loop. It does nothing before ``run(_:)``.
  public init() {}

  /// Turns the current thread into the loop until `main` has returned. A loop runs once.
  ///
  /// `main` and its child tasks run on this thread. When `main` has returned, the requests of tasks
  /// that were not awaited fail, their sleeps end, and they do not run any further.
  ///
  /// - Throws: ``TransportError`` when libcurl cannot be set up or its loop breaks.
  public func run<Result: Sendable>(
    _ main: @escaping @Sendable () async -> Result
  ) throws(TransportError) -> Result {
    var driver = try Driver()
    let wakeHandle = unsafe WakeHandle(multi: driver.multi.pointer)
    inbox.withLock { $0.open(wakeHandle) }
    defer { close(&driver) }
    let returned = ReturnedValue<Result>()
    Task(executorPreference: self) { returned.set(await main()) }
    while true {
      drainInbox(into: &driver)
      if let result = returned.get() { return result }
      try driver.perform()
      driver.fireTimers(at: uptime)
      try wait(&driver)
    }
  }

  /// Adds a job for the loop's thread.
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

  /// Sends a message and waits for its result; cancels it when the task is cancelled.
  func withMessage<Outcome: Sendable>(
    _ message: @Sendable (MessageID, CheckedContinuation<Outcome, Never>) -> Message
  ) async -> Outcome {
    let id = nextID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A task that was cancelled before has already sent its `cancel`.
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

  /// Handles the messages and jobs that are there, and those that they add. Jobs that add jobs
  /// without end must not keep the network waiting.
  private func drainInbox(into driver: inout Driver) {
    for _ in 0..<64 {
      let (messages, jobs) = inbox.withLock { $0.take() }
      if messages.isEmpty && jobs.isEmpty { return }
      for message in messages { driver.accept(message, at: uptime) }
      for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  private func wait(_ driver: inout Driver) throws(TransportError) {
    guard inbox.withLock({ $0.beginWait() }) else { return }
    defer { inbox.withLock { $0.endWait() } }
    try driver.wait(from: uptime)
  }

  private func close(_ driver: inout Driver) {
    inbox.withLock { $0.close() }
    drainInbox(into: &driver)
    driver.abandon()
    drainInbox(into: &driver)
  }
}

/// A task's result, for the thread that waits for it.
private final class ReturnedValue<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func set(_ value: Value) { self.value.withLock { $0 = value } }
  func get() -> Value? { value.withLock { $0 } }
}
