// SPDX-License-Identifier: Apache-2.0

/// The web pages of AWS that a reminder refers to.
public struct Guides: Sendable {
  /// How to rotate an access key.
  public let rotation: String
  /// What to use instead of an access key.
  public let alternatives: String
  /// How to sign in with `aws login`.
  public let signIn: String

  /// Creates the pages.
  public init(rotation: String, alternatives: String, signIn: String) {
    self.rotation = rotation
    self.alternatives = alternatives
    self.signIn = signIn
  }
}
