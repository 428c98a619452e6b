// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// Why somebody gets a mail. The reason must satisfy a reader who has never heard of the user.

extension ReminderEmail {
  /// Why the recipient gets this mail, as it follows "You get it because".
  var reasons: RichText { Self.reasons(for: reminder.owners) }

  /// One clause for each kind of address source.
  static func reasons(for owners: [ReminderOwner]) -> RichText {
    var clauses: [(source: ContactSource, names: [String])] = []
    for owner in owners {
      if let index = clauses.firstIndex(where: { $0.source == owner.addressSource }) {
        clauses[index].names.append(owner.userName)
      } else {
        clauses.append((owner.addressSource, [owner.userName]))
      }
    }
    return .joined(clauses.map { clause($0.source, users($0.names)) }, by: ", and because ")
  }

  private static func clause(_ source: ContactSource, _ users: RichText) -> RichText {
    switch source {
    case .tag(let name): "the tag \(code: name) of \(users) names your address"
    case .userName: "your address is the name of \(users)"
    case .domain(let domain): "people here have the address user name@\(domain), as \(users)"
    }
  }

  /// Names beyond this many are counted.
  private static let longestEnumeration = 10

  private static func users(_ names: [String]) -> RichText {
    let rest = names.count - longestEnumeration
    let shown = names.prefix(longestEnumeration).joined(separator: ", ")
    let noun = names.count == 1 ? "IAM user" : "IAM users"
    return rest > 0 ? "\(noun) \(shown) and \(rest) more" : "\(noun) \(shown)"
  }
}
