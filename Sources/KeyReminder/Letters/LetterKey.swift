// SPDX-License-Identifier: Apache-2.0
import UTC

/// A key as a reminder shows it: with its owner, and with what to do about it.
struct LetterKey {
  let key: StaleKey
  let userName: String
  let advice: Advice

  func command(_ action: Command.Action) -> Command? {
    Command(action, keyID: key.id, of: userName)
  }
}

extension Letterhead {
  /// All keys of a reminder, the oldest first.
  func keys(of reminder: Reminder) -> [LetterKey] {
    reminder.owners
      .flatMap { owner in
        owner.keys.map {
          LetterKey(key: $0, userName: owner.userName, advice: Advice(for: $0, at: now))
        }
      }
      .sorted { ($0.key.created, $0.key.id) < ($1.key.created, $1.key.id) }
  }

  /// The console's page with the user's keys; `nil` where the console's host is not known.
  func consolePage(of userName: String) -> String? {
    consoleHost.map {
      "https://\($0)/iam/home#/users/details/\(percentEncoded(userName))"
        + "?section=security_credentials"
    }
  }
}

/// What the list of a reminder's keys leaves out, because it is known from elsewhere or not at all.
struct KeyListing {
  /// `nil` when the letter speaks of one user only.
  let consolePage: ((_ userName: String) -> String?)?
  /// When no last use is known, none is spoken of: this account does not look for it.
  let tellsUse: Bool

  func item(_ entry: LetterKey) -> Letter.Item {
    let key = entry.key
    var more: [Phrase] = []
    if let consolePage { more.append(Self.user(entry.userName, page: consolePage(entry.userName))) }
    let description: Phrase? = key.description.map { "“\(brief($0, to: 100))”" }
    let known = [description, tellsUse ? key.use.phrase : nil].compactMap(\.self)
    if !known.isEmpty { more.append(.joined(known, by: ", ")) }
    return Letter.Item(name: "\(code: key.id)", detail: Self.age(of: key), more: more)
  }

  private static func user(_ name: String, page: String?) -> Phrase {
    guard let page else { return "IAM user \(strong: name)" }
    return "IAM user \(strong: name), \(link: "open in the console", to: page)"
  }

  private static func age(of key: StaleKey) -> Phrase {
    "\(strong: days(key.ageDays) + " old"), created \(Day(key.created))"
  }
}

extension KeyUse {
  /// As it stands below a key.
  var phrase: Phrase {
    switch self {
    case .never: return "never used"
    case .unknown: return "last use unknown"
    case .at(let date, let service, let region):
      let purpose: Phrase = service.map { " for \($0)" } ?? ""
      let place: Phrase = region.map { " in \(whole: $0)" } ?? ""
      return "last used \(Day(date))\(purpose)\(place)"
    }
  }
}
