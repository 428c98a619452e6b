// SPDX-License-Identifier: Apache-2.0

/// A document as it is sent: a subject and the same content twice.
public struct RenderedEmail: Sendable {
  /// One line of printable ASCII.
  public let subject: String
  /// The body for plain-text clients.
  public let text: String
  /// The body for all other clients.
  public let html: String
}
