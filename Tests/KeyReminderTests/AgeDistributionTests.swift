// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import KeyReminder

@Suite("The ages of all keys", .limited)
struct AgeDistributionTests {
  @Test(
    "are counted in groups that begin at the thresholds",
    arguments: [
      (0, 0), (49, 0), (50, 1), (99, 1), (100, 2), (199, 2), (200, 3), (400, 4), (799, 4),
      (800, 5), (99_999, 5),
    ])
  func group(_ ageDays: Int, index: Int) {
    var ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
    ages.add(ageDays: ageDays)
    #expect(ages.groups.map(\.count).enumerated().filter { $1 > 0 }.map(\.offset) == [index])
  }

  @Test(
    "leave no gap and no empty group, whatever the thresholds are",
    arguments: [(1, 1), (1, 2), (2, 2), (100, 100), (100, 200), (100, 400), (3_650, 7_300)])
  func bounds(_ alertAfterDays: Int, overdueAfterDays: Int) {
    let groups = AgeDistribution(
      alertAfterDays: alertAfterDays, overdueAfterDays: overdueAfterDays
    ).groups
    #expect(groups.first?.from == 0)
    #expect(groups.last?.until == nil)
    #expect(groups.dropLast().map(\.until) == groups.dropFirst().map(\.from))
    #expect(groups.allSatisfy { $0.from < $0.until ?? .max })
    #expect(groups.contains { $0.from == alertAfterDays })
  }
}
