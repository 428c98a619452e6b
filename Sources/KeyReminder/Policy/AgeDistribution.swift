// SPDX-License-Identifier: Apache-2.0

/// How many keys there are of which age, in groups whose bounds are the thresholds of the run.
public struct AgeDistribution: Sendable, Equatable {
  /// Keys of one range of ages.
  public struct Group: Sendable, Equatable {
    /// The least age of the group in whole days.
    public let from: Int
    /// The least age that is too old for it; `nil` for the last group.
    public let until: Int?
    /// How many keys.
    public internal(set) var count = 0

    package init(from: Int, until: Int?, count: Int = 0) {
      self.from = from
      self.until = until
      self.count = count
    }
  }

  /// All groups, youngest first.
  public private(set) var groups: [Group]

  /// Groups without keys: two of fresh keys, one of each ``Urgency``, and the last of them halved.
  public init(alertAfterDays: Int, overdueAfterDays: Int) {
    let bounds = Set([
      0, alertAfterDays / 2, alertAfterDays, overdueAfterDays, 2 * overdueAfterDays,
      4 * overdueAfterDays,
    ]).sorted()
    groups = zip(bounds, bounds.dropFirst().map(Optional.some) + [nil])
      .map { Group(from: $0, until: $1) }
  }

  package init(groups: [Group]) { self.groups = groups }

  /// Counts a key.
  public mutating func add(ageDays: Int) {
    guard let index = groups.lastIndex(where: { $0.from <= ageDays }) else { return }
    groups[index].count += 1
  }
}
