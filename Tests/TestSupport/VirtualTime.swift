// SPDX-License-Identifier: Apache-2.0
public import HTTP
import Synchronization
public import UTC

/// Time that passes only when everybody sleeps: hours of waiting in milliseconds, always in the
/// same order.
///
/// It runs a task and its child tasks on the thread that calls ``run(_:)``. When none of them can
/// go on, the one that is to wake first is woken, and it is that late.
public final class VirtualTime: TaskExecutor, Timekeeper {
  private struct Sleeper {
    let id: Int
    let due: Duration
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var uptime = Duration.zero
    var jobs: [UnownedJob] = []
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  /// Everybody waits for something that is not time.
  public struct Deadlock: Error {}

  private let state = Mutex(State())

  /// A clock that stands at its start.
  public init() {}

  /// The wall clock.
  public var now: Timestamp { Timestamp(secondsSince1970: 1_770_000_000) + uptime }

  /// Time since the start.
  public var uptime: Duration { state.withLock { $0.uptime } }

  /// Runs `main` to its end.
  public func run<Value: Sendable>(
    _ main: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let outcome = Mutex<Result<Value, any Error>?>(nil)
    Task(executorPreference: self) {
      do {
        let value = try await main()
        outcome.withLock { $0 = .success(value) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
    }
    while true {
      runJobs()
      if let result = outcome.withLock({ $0 }) { return try result.get() }
      guard wakeNext() else { throw Deadlock() }
    }
  }

  /// Leaves a job for the thread that runs.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  /// Waits for `duration`; returns early when the task is cancelled.
  public func sleep(for duration: Duration) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isCancelled = state.withLock { state in
          guard !state.cancelled.contains(id) else { return true }
          state.sleepers.append(
            Sleeper(id: id, due: state.uptime + duration, continuation: continuation))
          return false
        }
        if isCancelled { continuation.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        state.cancelled.insert(id)
        return state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
      }
      sleeper?.continuation.resume()
    }
  }

  private func runJobs() {
    while true {
      let jobs = state.withLock { state in
        defer { state.jobs = [] }
        return state.jobs
      }
      if jobs.isEmpty { return }
      for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  private func wakeNext() -> Bool {
    let sleeper = state.withLock { state -> Sleeper? in
      let next = state.sleepers.indices.min {
        (state.sleepers[$0].due, state.sleepers[$0].id) < (
          state.sleepers[$1].due, state.sleepers[$1].id
        )
      }
      guard let next else { return nil }
      state.uptime = max(state.uptime, state.sleepers[next].due)
      return state.sleepers.remove(at: next)
    }
    sleeper?.continuation.resume()
    return sleeper != nil
  }
}
