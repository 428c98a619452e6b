// SPDX-License-Identifier: Apache-2.0
import UTC

@testable import KeyReminder
@testable import ReminderEmails

extension ListedKey {
  /// A key whose advice follows from its use as soon as it is in a sample.
  init(
    id: String, created: Timestamp, ageDays: Int, description: String? = nil,
    use: KeyUse = .unknown
  ) {
    self.init(
      id: id, created: created, ageDays: ageDays, description: description, use: use,
      advice: .rotate)
  }
}

extension ReminderOwner {
  /// An owner who has signed in to the console.
  init(
    userName: String, addressSource: ContactSource, keys: [ListedKey], otherKeys: [SecondKey] = []
  ) {
    self.init(
      userName: userName, isConsoleUser: true, addressSource: addressSource, keys: keys,
      otherKeys: otherKeys)
  }

  /// The same with the advice that the domain gives.
  var advised: ReminderOwner {
    let keys = keys.map { key in
      var key = key
      let hasSuccessor = otherKeys.contains {
        $0.status == .active && $0.ageDays.map { $0 < key.ageDays } == true
      }
      key.advice = Advice(use: key.use, hasSuccessor: hasSuccessor, at: ReminderSample.now)
      return key
    }
    return ReminderOwner(
      account: account, userName: userName, isConsoleUser: isConsoleUser,
      addressSource: addressSource, keys: keys,
      otherKeys: otherKeys)
  }
}
