// SPDX-License-Identifier: Apache-2.0

/// The ids of the last invocations, so that this process does not handle one twice.
struct RecentRequests {
  /// More invocations than Lambda could repeat. The number is bounded, because a process may live
  /// for thousands of invocations.
  private static let capacity = 64
  private var ids: [String] = []

  /// Adds an id; `false` when it is known already.
  mutating func add(_ id: String) -> Bool {
    guard !ids.contains(id) else { return false }
    if ids.count == Self.capacity { ids.removeFirst() }
    ids.append(id)
    return true
  }

  /// Lets an invocation be handled again.
  mutating func remove(_ id: String) { ids.removeAll { $0 == id } }
}
