// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

/// How a reminder lists its keys. What the reader knows already, or what nobody knows, is left out.
struct KeyListFormat {
  /// The console's page with a user's keys. `nil` if the mail is about one user only: then neither
  /// the user nor the page is in the list.
  let consolePage: ((_ userName: String) -> String?)?
  /// Whether the last use of any key is known. If not, the list does not mention it: this account
  /// does not read it.
  let showsLastUse: Bool
  /// The age in whole days from which a key is due.
  let alertAfterDays: Int

  func item(_ entry: ReminderKey) -> EmailDocument.Item {
    let key = entry.key
    var more: [RichText] = []
    if let consolePage { more.append(Self.user(entry.userName, page: consolePage(entry.userName))) }
    let description: RichText? = key.description.map { "“\($0.shortened(to: 70))”" }
    let known = [description, showsLastUse ? key.use.clause : nil].compactMap(\.self)
    if !known.isEmpty { more.append(.joined(known, by: ", ")) }
    switch entry.slot {
    case .takenBy(let other): more.append("This user also has \(other.clause)")
    case .goesFirst: more.append("goes first: see the steps")
    case .free, .takenByUnused, .takenByUsed: break
    }
    return EmailDocument.Item(name: "\(code: key.id)", detail: age(of: key), more: more)
  }

  private static func user(_ name: String, page: String?) -> RichText {
    guard let page else { return "IAM user \(strong: name)" }
    return "IAM user \(strong: name), \(link: "open in the console", to: page)"
  }

  private func age(of key: ListedKey) -> RichText {
    """
    \(strong: days(key.ageDays) + " old"), created \(Day(key.created)), \
    due on \(key.due(after: alertAfterDays))
    """
  }
}

extension SecondKey {
  /// `AKIA…, inactive, 300 days old`.
  fileprivate var clause: RichText {
    let age: RichText = ageDays.map { "\(days($0)) old" } ?? "age unknown"
    let status = status == .unknown ? "status unknown" : status.rawValue
    // Ids have 20 characters. AWS allows 128, and fifty of those twice would make the mail too
    // large.
    return "\(id.shortened(to: 64)), \(status), \(age)"
  }
}

extension KeyUse {
  /// `last used 2026-01-03 for s3 in eu-central-1`.
  var clause: RichText {
    switch self {
    case .never: return "never used"
    case .unknown: return "last use unknown"
    case .at(let date, let service, let region):
      let purpose: RichText = service.map { " for \($0)" } ?? ""
      let location: RichText = region.map { " in \(noBreak: $0)" } ?? ""
      return "last used \(Day(date))\(purpose)\(location)"
    }
  }
}
