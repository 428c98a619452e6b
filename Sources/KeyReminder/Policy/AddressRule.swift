// SPDX-License-Identifier: Apache-2.0

/// Where an owner's address is looked for: a tag, then the user name, then the user name with a domain.
public struct AddressRule: Sendable, Equatable {
  /// The tag whose value is the address; `nil` when no tag is.
  public var tag: String?
  /// The domain at which every user name is an address; `nil` when there is no such rule.
  public var domain: String?

  /// Creates a rule; without arguments the user name alone counts.
  public init(tag: String? = nil, domain: String? = nil) {
    self.tag = tag
    self.domain = domain
  }

  /// Where to mail the user called `name`, who has `tags`.
  ///
  /// A tag that is no address says that the address is not the one the domain makes: then the user
  /// name may still be one by itself, but nothing is guessed.
  func destination(of name: String, tags: [UserTag]) -> Destination {
    let tagged = tag.flatMap { tags.value(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    if let tag, let address = tagged.flatMap(EmailAddress.init) {
      return .address(address, .tag(tag))
    }
    if let address = EmailAddress(name) { return .address(address, .userName) }
    if let tag, let tagged {
      return .nowhere(.address, .invalidAddress(tagged, tag: tag, of: name))
    }
    if let domain, let address = EmailAddress("\(name)@\(domain)") {
      return .address(address, .domain(domain))
    }
    return .nowhere(.address, .noAddress(name, rule: self))
  }

  /// What is wrong with a tag although the user can be mailed.
  func warning(about name: String, tags: [UserTag]) -> String? {
    guard let tag, let value = tags.value(of: tag), !value.isEmpty, EmailAddress(value) == nil,
      EmailAddress(name) != nil
    else { return nil }
    return
      "The tag \(tag) of user \(name) is \"\(value.withCodePoints)\", which is not one valid e-mail address:"
      + " the user name was taken instead."
  }
}

/// Where a reminder goes.
enum Destination: Sendable, Equatable {
  /// To an address, which was found there.
  case address(EmailAddress, AddressSource)
  /// No address is known.
  case nowhere(Failure.Stage, Reason)
}

extension Reason {
  static func noAddress(_ userName: String, rule: AddressRule) -> Reason {
    let tag = rule.tag.map { "There is no tag \($0), and the" } ?? "The"
    let domain = rule.domain.map { ", with @\($0) or without" } ?? ""
    return Reason(
      code: "NoAddress",
      message:
        "\(tag) user name \"\(userName.withCodePoints)\" is not one valid e-mail address\(domain),"
        + " so nobody was mailed.")
  }

  static func invalidAddress(_ value: String, tag: String, of userName: String) -> Reason {
    Reason(
      code: "InvalidAddress",
      message:
        "The tag \(tag) of user \(userName) is \"\(value.withCodePoints)\", which is not one valid e-mail"
        + " address, so nobody was mailed. Correct the tag.")
  }
}
