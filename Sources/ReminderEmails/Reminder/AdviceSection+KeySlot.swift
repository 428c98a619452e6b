// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// What to do first where a user has two keys already.

extension AdviceSection {
  /// A step for each kind of key that goes first.
  var makingRoom: [EmailDocument.Step] {
    var (unusable, doubtful): ([SecondKey], [SecondKey]) = ([], [])
    var (unused, used): ([ListedKey], [(ListedKey, KeySlot.Precedence)]) = ([], [])
    for key in keys {
      switch key.slot {
      case .takenBy(let other) where other.isUnusable: unusable.append(other)
      case .takenBy(let other): doubtful.append(other)
      case .takenByUnused(let other): unused.append(other)
      case .takenByUsed(let other, let reason): used.append((other, reason))
      case .free, .goesFirst: break
      }
    }
    return (unusable.isEmpty ? [] : [deletion(of: unusable)])
      + (unused.isEmpty ? [] : [removal(ofUnused: unused)])
      + (used.isEmpty ? [] : [removal(ofUsed: used)])
      + (doubtful.isEmpty ? [] : [choice(beside: doubtful)])
  }

  private func deletion(of obstacles: [SecondKey]) -> EmailDocument.Step {
    let states = Set(obstacles.map(\.status.rawValue)).sorted().joined(separator: " and ")
    return EmailDocument.Step(
      title: Self.only(obstacles.map(\.id)).map { "Delete the \(states) key \(code: $0) first." }
        ?? "Delete the \(states) keys first.",
      detail: """
        AWS allows two keys per user, whatever their status: a new one cannot be created before. Watch \
        for a few days first if it was deactivated only lately: a deleted key cannot be brought back.
        """,
      commands: commands { key in
        guard case .takenBy(let other) = key.slot, other.isUnusable else { return [] }
        return [key.command(.delete, keyID: other.id)]
      })
  }

  /// Its own section has the commands.
  private func removal(ofUnused keys: [ListedKey]) -> EmailDocument.Step {
    EmailDocument.Step(
      title: Self.only(keys.map(\.id)).map { "Delete the unused key \(code: $0) first." }
        ?? "Delete the unused keys first.",
      detail: "AWS allows two keys per user: a new one cannot be created before.")
  }

  private func removal(ofUsed keys: [(key: ListedKey, reason: KeySlot.Precedence)])
    -> EmailDocument.Step
  {
    let only = keys.count == 1 ? keys.first : nil
    let reason: RichText = only.map { "\($0.reason.sentence) " } ?? ""
    return EmailDocument.Step(
      title: only.map { "Remove \(code: $0.key.id) first." }
        ?? "First remove the keys marked “goes first”.",
      detail: """
        AWS allows two keys per user. \(reason)Switch its programs to the other key, look when it was \
        last used, deactivate it, and delete it once nothing misses it.
        """,
      commands: commands { key in
        guard case .takenByUsed(let other, _) = key.slot else { return [] }
        return [.showLastUse, .deactivate, .delete].map { key.command($0, keyID: other.id) }
      })
  }

  private func choice(beside obstacles: [SecondKey]) -> EmailDocument.Step {
    let which: RichText =
      Self.only(obstacles.map(\.id)).map { ", and \(code: $0) is the other one" } ?? ""
    return EmailDocument.Step(
      title: "Make room first: AWS allows two keys per user\(which).",
      detail: "Delete the one that nobody needs, or move everything to one and delete the other.",
      commands: commands { key in
        guard case .takenBy(let other) = key.slot, !other.isUnusable else { return [] }
        return [key.command(.showLastUse, keyID: other.id)]
      })
  }

  /// The id of the key, unless there are several.
  private static func only(_ ids: [String]) -> String? {
    Set(ids).count == 1 ? ids.first : nil
  }
}

extension KeySlot.Precedence {
  /// Follows the id of the key that goes first.
  var sentence: RichText {
    switch self {
    case .usedLongerAgo: "Of both, this one was used longer ago."
    case .older: "Of both, this one is older."
    }
  }
}
