// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import KeyReminder

@Suite("What to do about a key", .limited)
struct AdviceTests {
  @Test(
    "follows from its last use and from whether there is a newer one; 35: unknown is not unused",
    arguments: [
      (.never, false, .delete),
      (.never, true, .delete),
      (.used(90), false, .deactivate),
      (.used(90), true, .deactivate),
      (.used(89.999), false, .rotate),
      (.used(89.999), true, .switchOver),
      (.used(0), false, .rotate),
      // Our clock may be behind that of AWS.
      (.used(-1), false, .rotate),
      (.unknown, false, .rotate),
      (.unknown, true, .switchOver),
    ] as [(KeyUse, Bool, Advice)])
  func advice(_ use: KeyUse, hasSuccessor: Bool, expected: Advice) {
    let advice = Advice(use: use, hasSuccessor: hasSuccessor, at: AccountSample.now)
    #expect(advice == expected)
  }

  @Test(
    "only a newer key that works is one to switch to",
    arguments: [
      (.active, 1, .switchOver), (.active, 811, .switchOver), (.active, 812, .rotate),
      (.active, nil, .rotate), (.inactive, 1, .rotate), (.expired, 1, .rotate),
      (.unknown, 1, .rotate),
    ] as [(KeyStatus, Int?, Advice)])
  func successor(_ status: KeyStatus, ageDays: Int?, expected: Advice) {
    let key = StaleKey(id: "AKIA1", created: AccountSample.now, ageDays: 812)
    let other = OtherKey(id: "AKIA2", status: status, ageDays: ageDays)
    let advice = Advice(
      use: .used(1), hasSuccessor: other.succeeds(key), at: AccountSample.now)
    #expect(advice == expected)
  }

  @Test(
    "is as urgent as the key is old",
    arguments: [
      (0, 200, .reminder), (199, 200, .reminder), (200, 200, .overdue), (399, 200, .overdue),
      (400, 200, .final), (9_999, 200, .final), (1, 1, .overdue), (2, 1, .final),
    ] as [(Int, Int, Urgency)])
  func urgency(_ ageDays: Int, overdueAfterDays: Int, expected: Urgency) {
    #expect(Urgency(ageDays: ageDays, overdueAfterDays: overdueAfterDays) == expected)
  }
}
