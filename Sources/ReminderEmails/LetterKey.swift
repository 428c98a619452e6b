// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

/// A key as a reminder shows it: with its owner, and with what to do about it.
struct LetterKey {
  let key: StaleKey
  let userName: String
  let advice: Advice
  /// The other key of the user that leaves no room for the new key of a rotation: rather one that nothing
  /// can use.
  let obstacle: OtherKey?

  init(_ key: StaleKey, of owner: ReminderOwner, at now: Timestamp) {
    self.key = key
    userName = owner.userName
    advice = Advice(for: key, beside: owner.otherKeys, at: now)
    obstacle =
      advice == .rotate
      ? owner.otherKeys.first(where: \.isOutOfUse) ?? owner.otherKeys.first : nil
  }

  func command(_ action: Command.Action) -> Command? {
    Command(action, keyID: key.id, of: userName)
  }

  /// Deletes the key that nothing can use, if it is one.
  var clearance: Command? {
    guard let obstacle, obstacle.isOutOfUse else { return nil }
    return Command(.delete, keyID: obstacle.id, of: userName)
  }
}

extension Letterhead {
  /// All keys of a reminder, the oldest first.
  func keys(of reminder: Reminder) -> [LetterKey] {
    reminder.owners
      .flatMap { owner in
        owner.keys.map { LetterKey($0, of: owner, at: now) }
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
    if let obstacle = entry.obstacle { more.append("This user also has \(obstacle.phrase)") }
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

extension OtherKey {
  /// As it stands below a key.
  fileprivate var phrase: Phrase {
    let age: Phrase = ageDays.map { "\(days($0)) old" } ?? "age unknown"
    // Ids have 20 characters. AWS allows 128, and fifty of those twice would make the mail too large.
    return
      "\(brief(id, to: 64)), \(status == .unknown ? "status unknown" : "\(status.rawValue)"), \(age)"
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
