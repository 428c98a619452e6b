// SPDX-License-Identifier: Apache-2.0
public import UTC

/// When and where a key was last used.
public enum KeyUse: Sendable, Equatable {
  /// Not read, denied, failed or unreadable. This does not mean that the key is unused.
  case unknown
  /// No use is on record.
  case never
  /// The last use, with the service and region if they are on record.
  case at(Timestamp, service: String?, region: String?)
}
