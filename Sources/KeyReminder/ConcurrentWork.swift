// SPDX-License-Identifier: Apache-2.0

/// Jobs that are performed concurrently: which is next, and what its outcome means. It does no I/O
/// itself.
protocol ConcurrentWork {
  /// What is performed.
  associatedtype Job: Sendable
  /// What performing a job yields.
  associatedtype Outcome: Sendable

  /// The job to begin now; `nil` if there is none, or none until another outcome is recorded.
  mutating func next() -> Job?
  /// Takes the outcome of one job.
  mutating func record(_ outcome: Outcome)
}

extension ConcurrentWork {
  /// Performs all jobs, at most `limit` (1 or more) at a time.
  mutating func perform(
    atMost limit: Int, _ perform: @escaping @Sendable (Job) async -> Outcome
  ) async {
    await withTaskGroup(of: Outcome.self) { group in
      var inFlight = 0
      while true {
        while inFlight < limit, let job = next() {
          group.addTask { await perform(job) }
          inFlight += 1
        }
        guard let outcome = await group.next() else { return }
        inFlight -= 1
        record(outcome)
      }
    }
  }
}
