// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

/// The users to be checked, as a variable and an event name them.
enum AudienceName: String, CaseIterable {
  case console, all, tagged

  /// The audience; `nil` if it needs a tag and none is given.
  func audience(tag: TagKey?) -> Audience? {
    switch self {
    case .console: .console
    case .all: .all
    case .tagged: tag.map { .tagged($0) }
    }
  }
}
