// SPDX-License-Identifier: Apache-2.0

/// How many keys have which age, in groups bounded by the thresholds of the run.
public struct AgeDistribution: Sendable, Equatable {
  /// Keys of one range of ages.
  public struct Group: Sendable, Equatable {
    /// The lowest age of the group, in whole days.
    public let from: Int
    /// The lowest age above the group; `nil` for the last group.
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

  /// Creates empty groups: two of fresh keys, one each of the first two urgencies, two of
  /// ``Urgency/final``.
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

  /// Adds the keys of another distribution with the same groups.
  mutating func add(_ other: AgeDistribution) {
    for (index, group) in zip(groups.indices, other.groups) { groups[index].count += group.count }
  }
}
