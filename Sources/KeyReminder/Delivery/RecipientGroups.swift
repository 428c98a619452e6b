// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// The reminders of a run before they are sent: one for each address.
public struct RecipientGroups: Sendable, Equatable {
  /// In the directory's order of their first owners.
  public private(set) var groups: [RecipientGroup] = []

  /// Groups owners, which come in the directory's order, by address.
  ///
  /// Upper and lower case are the same: a mail server may tell `Ana@` from `ana@`, and none does, while
  /// a person who gets two mails is one who was promised one.
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

/// Whom one mail goes to, and whose keys it is about.
public struct RecipientGroup: Sendable, Equatable {
  /// Who gets it.
  public let recipient: EmailAddress
  /// In the directory's order; never empty.
  public internal(set) var owners: [ReachableOwner]

  /// Creates a group.
  public init(recipient: EmailAddress, owners: [ReachableOwner]) {
    self.recipient = recipient
    self.owners = owners
  }
}
