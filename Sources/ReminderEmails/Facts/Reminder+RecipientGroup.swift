// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

extension Reminder {
  init(_ group: RecipientGroup, _ details: ReminderDetails) {
    self.init(
      recipient: group.recipient, owners: group.owners.map(ReminderOwner.init), details: details)
  }
}

extension ReminderOwner {
  fileprivate init(_ owner: ReachableOwner) {
    self.init(
      account: owner.owner.user.account, userName: owner.owner.user.name.description,
      isConsoleUser: owner.owner.isConsoleUser,
      addressSource: ContactSource(owner.source), keys: owner.owner.keys.map(ListedKey.init),
      otherKeys: owner.owner.otherKeys.map(SecondKey.init))
  }
}

extension ContactSource {
  fileprivate init(_ source: AddressSource) {
    self =
      switch source {
      case .tag(let key): .tag(key.description)
      case .userName: .userName
      case .domain(let domain): .domain(domain)
      }
  }
}

extension ListedKey {
  fileprivate init(_ key: ResolvedKey) {
    self.init(
      id: key.key.id.description, created: key.key.created, ageDays: key.key.ageDays,
      description: key.description, use: key.use, advice: key.advice)
  }
}

extension SecondKey {
  fileprivate init(_ key: OtherKey) {
    self.init(id: key.id.description, status: key.status, ageDays: key.ageDays)
  }
}
