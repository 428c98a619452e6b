// SPDX-License-Identifier: Apache-2.0

/// The reminders of a run before they are sent: one for each address.
struct Post: Sendable {
  private(set) var parcels: [Parcel] = []
  private(set) var unreachable: [(owner: Owner, stage: Failure.Stage, reason: Reason)] = []

  /// Sorts owners, which come in the directory's order, by address.
  ///
  /// Upper and lower case are the same: a mail server may tell `Ana@` from `ana@`, and none does, while
  /// a person who gets two mails is one who was promised one.
  init(_ owners: [Owner]) {
    var indices: [String: Int] = [:]
    for owner in owners {
      switch owner.destination {
      case .nowhere(let stage, let reason): unreachable.append((owner, stage, reason))
      case .address(let address, let source):
        let index = indices[address.value.lowercased(), default: parcels.count]
        if index == parcels.count {
          indices[address.value.lowercased()] = index
          parcels.append(Parcel(recipient: address))
        }
        parcels[index].add(owner, source)
      }
    }
  }
}

/// One reminder, with the owners whom it concerns.
struct Parcel: Sendable {
  let recipient: EmailAddress
  private(set) var owners: [Owner] = []
  private var paragraphs: [ReminderOwner] = []

  init(recipient: EmailAddress) { self.recipient = recipient }

  var reminder: Reminder { Reminder(recipient: recipient, owners: paragraphs) }

  mutating func add(_ owner: Owner, _ source: AddressSource) {
    owners.append(owner)
    paragraphs.append(
      ReminderOwner(
        userName: owner.userName, addressSource: source, keys: owner.keys,
        otherKeys: owner.otherKeys))
  }
}

/// How a run sends its mails.
public struct Mailing: Sendable, Equatable {
  /// Whether everything is done but sending.
  public var dryRun: Bool
  /// With more reminders than these nobody is reminded; 1 or more.
  public var maxEmails: Int
  /// Who gets the report on each run.
  public var admin: EmailAddress?
  /// The template that says the reminders in other words.
  public var template: String?

  /// Creates the rules.
  public init(
    dryRun: Bool = false, maxEmails: Int = 1000, admin: EmailAddress? = nil,
    template: String? = nil
  ) {
    self.dryRun = dryRun
    self.maxEmails = maxEmails
    self.admin = admin
    self.template = template
  }
}

extension Reason {
  static func tooManyEmails(_ count: Int, limit: Int) -> Reason {
    Reason(
      code: "TooManyEmails",
      message:
        "\(count) mails are due, and MAX_EMAILS allows \(limit): nobody was mailed. See with a"
        + " dry run who would be, then change the settings or raise MAX_EMAILS.")
  }
}
