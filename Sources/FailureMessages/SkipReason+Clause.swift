// SPDX-License-Identifier: Apache-2.0
public import KeyReminder

extension SkipReason {
  /// As it follows a number: `12 never signed in to the console`.
  public var clause: String {
    switch self {
    case .neverSignedIn: "never signed in to the console"
    case .excluded: "left out by name"
    case .exempt: "exempt by a tag"
    case .notTagged: "without the tag that asks for reminders"
    case .vanished: "deleted meanwhile"
    }
  }
}
