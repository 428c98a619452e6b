// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// The sender of mails, with the values that all of them share.
public struct Sender: Sendable, Equatable {
  /// The From address, which an identity verified in SES covers.
  public var address: EmailAddress
  /// The name that mail programs show instead of the address; one line.
  public var name: String?
  /// The identity of another account that covers the address; `nil` for one of this account.
  public var identity: ARN?
  /// The Reply-To addresses; empty for the sender's.
  public var replyTo: [EmailAddress]
  /// Where bounces and complaints go; `nil` for the sender's address.
  public var feedback: EmailAddress?
  /// The configuration set of each mail; `nil` for the identity's default, if there is one.
  public var configurationSet: String?

  /// Creates a sender.
  public init(
    _ address: EmailAddress, name: String? = nil, identity: ARN? = nil,
    replyTo: [EmailAddress] = [], feedback: EmailAddress? = nil, configurationSet: String? = nil
  ) {
    self.address = address
    self.name = name
    self.identity = identity
    self.replyTo = replyTo
    self.feedback = feedback
    self.configurationSet = configurationSet
  }
}
