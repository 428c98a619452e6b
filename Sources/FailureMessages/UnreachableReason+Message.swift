// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import KeyReminder

extension UnreachableReason {
  /// The log's message, the same for all reasons.
  public static let title = "Owner has no usable address"

  /// One word for machines.
  public var code: String {
    switch self {
    case .noAddress: "NoAddress"
    case .invalidAddress: "InvalidAddress"
    case .outsideDomains: "DomainNotAllowed"
    case .suppressed: "Suppressed"
    }
  }

  /// What is wrong, and what to do next.
  public func message(about user: UserName) -> String {
    switch self {
    case .noAddress(let rule): Self.noAddress(user, rule)
    case .invalidAddress(let value, let tag):
      "The tag \(tag) of user \(user) is \"\(value.withCodePoints)\", which is not one valid e-mail"
        + " address, so nobody was mailed. Correct the tag."
    case .outsideDomains(let address, let source): Self.outsideDomains(user, address, source)
    case .suppressed(let suppression): "SES does not deliver to \(suppression.explanation)"
    }
  }

  private static func outsideDomains(
    _ user: UserName, _ address: EmailAddress, _ source: AddressSource
  ) -> String {
    let correction =
      if case .tag(let tag) = source { "Correct the tag \(tag), or add" } else { "Add" }
    return
      "The address \(address) of user \(user) is outside of RECIPIENT_DOMAINS, so nobody was mailed."
      + " \(correction) the domain."
  }

  private static func noAddress(_ user: UserName, _ rule: AddressRule) -> String {
    let tag = rule.tag.map { "There is no tag \($0), and the" } ?? "The"
    let domain = rule.domain.map { ", with @\($0) or without" } ?? ""
    return "\(tag) user name \"\(user.description.withCodePoints)\" is not one valid e-mail"
      + " address\(domain), so nobody was mailed."
  }
}
