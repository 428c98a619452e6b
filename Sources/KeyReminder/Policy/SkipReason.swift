// SPDX-License-Identifier: Apache-2.0

/// Why a user was left out. The response shows the raw value.
public enum SkipReason: String, Sendable, CaseIterable {
  /// Never signed in to the console with a password.
  case neverSignedIn
  /// Left out by name.
  case excluded
  /// Exempt by a tag.
  case exempt
  /// Without the tag that asks for reminders.
  case notTagged
  /// Deleted while the run went on.
  case vanished
}
