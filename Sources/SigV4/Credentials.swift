// SPDX-License-Identifier: Apache-2.0

/// The keys that sign a request. Printing them never shows a secret.
public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
  /// The access key id, `AKIA…` or `ASIA…`. Every request contains it, and it is not a secret.
  public let accessKeyID: String
  let secretAccessKey: String
  let sessionToken: String?

  /// Creates credentials; an empty session token counts as none.
  public init(accessKeyID: String, secretAccessKey: String, sessionToken: String?) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The values that no log line and no error may contain.
  package var secrets: [String] { [secretAccessKey, sessionToken].compactMap { $0 } }

  /// The type's name.
  public var description: String { "Credentials" }
  /// Empty, so that a dump of any value that holds credentials shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
