// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// The reminders of a run before they are sent: one for each address.
public struct RecipientGroups: Sendable, Equatable {
  /// In the order in which the directory lists their first owners.
  public private(set) var groups: [RecipientGroup] = []

  /// Groups `owners`, which are in the directory's order, by address.
  ///
  /// Case does not count. A mail server may distinguish `Ana@` from `ana@`, but none does, and
  /// nobody is to get two mails.
  public init(_ owners: [ReachableOwner]) {
    var indices: [String: Int] = [:]
    for owner in owners {
      let address = owner.address.description.lowercased()
      let index = indices[address, default: groups.count]
      if index == groups.count {
        indices[address] = index
        groups.append(RecipientGroup(recipient: owner.address, owners: []))
      }
      groups[index].owners.append(owner)
    }
  }
}

/// The recipient of one mail and the owners whose keys it is about.
public struct RecipientGroup: Sendable, Equatable {
  /// Who gets the mail.
  public let recipient: EmailAddress
  /// In the directory's order; never empty.
  public internal(set) var owners: [ReachableOwner]

  /// Creates a group.
  public init(recipient: EmailAddress, owners: [ReachableOwner]) {
    self.recipient = recipient
    self.owners = owners
  }

  /// How urgent the mail is: as urgent as the oldest key.
  func urgency(overdueAfterDays: Int) -> Urgency {
    let oldestDays = owners.flatMap { $0.owner.keys.map(\.key.ageDays) }.max() ?? 0
    return Urgency(ageDays: oldestDays, overdueAfterDays: overdueAfterDays)
  }
}
