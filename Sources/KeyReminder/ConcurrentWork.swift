// SPDX-License-Identifier: Apache-2.0

/// Work that is done side by side: what is next, and what its outcomes mean. No I/O of its own.
protocol Plan {
  /// One thing to do.
  associatedtype Work: Sendable
  /// What came of it.
  associatedtype Outcome: Sendable

  /// What to begin now; `nil` when there is nothing, or nothing until an outcome is in.
  mutating func next() -> Work?
  /// Learns what came of one thing.
  mutating func take(_ outcome: Outcome)
}

extension Plan {
  /// Performs everything, at most `width` (1 or more) things at a time.
  mutating func carryOut(
    width: Int, _ perform: @escaping @Sendable (Work) async -> Outcome
  ) async {
    await withTaskGroup(of: Outcome.self) { group in
      var inFlight = 0
      while true {
        while inFlight < width, let work = next() {
          group.addTask { await perform(work) }
          inFlight += 1
        }
        guard let outcome = await group.next() else { return }
        inFlight -= 1
        take(outcome)
      }
    }
  }
}
