// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// Why somebody gets a mail: an answer that satisfies whoever has never heard of the user.

extension ReminderOwner {
  /// Whether the account names a person for this user, who may be somebody else.
  var isContacted: Bool {
    if case .tag = addressSource { true } else { false }
  }
}

extension Letterhead {
  /// Names beyond this many are counted.
  private static let longestEnumeration = 10

  /// As it stands behind "You get it because": one clause for each way to an address.
  func reasons(for owners: [ReminderOwner]) -> Phrase {
    var clauses: [(source: AddressSource, names: [String])] = []
    for owner in owners {
      if let index = clauses.firstIndex(where: { $0.source == owner.addressSource }) {
        clauses[index].names.append(owner.userName)
      } else {
        clauses.append((owner.addressSource, [owner.userName]))
      }
    }
    return .joined(
      clauses.map { Self.reason($0.source, Self.users($0.names)) }, by: ", and because ")
  }

  private static func reason(_ source: AddressSource, _ users: Phrase) -> Phrase {
    switch source {
    case .tag(let name): "the tag \(code: name) of \(users) names your address"
    case .userName: "your address is the name of \(users)"
    case .domain(let domain): "people here have the address user name@\(domain), as \(users)"
    }
  }

  private static func users(_ names: [String]) -> Phrase {
    let rest = names.count - longestEnumeration
    let shown = names.prefix(longestEnumeration).joined(separator: ", ")
    let noun = names.count == 1 ? "IAM user" : "IAM users"
    return rest > 0 ? "\(noun) \(shown) and \(rest) more" : "\(noun) \(shown)"
  }
}

extension Letterhead {
  /// Before the subject of a redirected mail.
  func subjectMark(for recipient: EmailAddress) -> String {
    redirectedTo == nil ? "" : "[for \(recipient)] "
  }

  /// On top of a redirected mail.
  func redirection(of recipient: EmailAddress) -> [Letter.Block] {
    guard redirectedTo != nil else { return [] }
    return [
      .note(
        """
        \(strong: "Trial run.") This mail is for \(recipient). You got it instead, since all mails \
        are redirected to you (\(code: "REDIRECT_TO")).
        """)
    ]
  }
}
