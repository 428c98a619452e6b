// SPDX-License-Identifier: Apache-2.0

/// What signs a request. Printing it never shows a secret.
public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
  /// The access key id, `AKIA…` or `ASIA…`; it travels in every request and is no secret.
  public let accessKeyID: String
  let secretAccessKey: String
  let sessionToken: String?

  /// Creates credentials; an empty session token counts as none.
  public init(accessKeyID: String, secretAccessKey: String, sessionToken: String?) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What nobody may be told.
  package var secrets: [String] { [secretAccessKey, sessionToken].compactMap { $0 } }

  /// The type's name alone.
  public var description: String { "Credentials" }
  /// Nothing: a dump of any value that holds credentials shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
