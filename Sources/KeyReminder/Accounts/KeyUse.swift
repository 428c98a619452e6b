// SPDX-License-Identifier: Apache-2.0
public import UTC

/// When and where a key was last used, as far as that is known.
public enum KeyUse: Sendable, Equatable {
  /// Not asked, denied, failed or unreadable. Never to be taken for "unused".
  case unknown
  /// No use is on record.
  case never
  /// The last use, with the service and region when they are on record.
  case at(Timestamp, service: String?, region: String?)
}
