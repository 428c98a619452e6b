// SPDX-License-Identifier: Apache-2.0

/// Work that is done side by side: what is next, and what its results mean. No I/O of its own.
protocol ConcurrentWork {
  /// One thing to do.
  associatedtype Job: Sendable
  /// What came of it.
  associatedtype Outcome: Sendable

  /// What to begin now; `nil` when there is nothing, or nothing until an outcome is in.
  mutating func next() -> Job?
  /// Learns what came of one thing.
  mutating func record(_ outcome: Outcome)
}

extension ConcurrentWork {
  /// Performs everything, at most `limit` (1 or more) things at a time.
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
