// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Where an owner's address is looked for: a tag, then the user name, then the user name with a domain.
public struct AddressRule: Sendable, Equatable {
  /// The tag whose value is the address; `nil` when no tag is.
  public var tag: TagKey?
  /// The domain at which every user name is an address; `nil` when there is no such rule.
  public var domain: String?

  /// Creates a rule; without arguments the user name alone counts.
  public init(tag: TagKey? = nil, domain: String? = nil) {
    self.tag = tag
    self.domain = domain
  }

  /// Where to mail the user called `name`, who has `tags`.
  ///
  /// A tag that is not an address says that the address is not the one the domain makes: then the user
  /// name may still be one by itself, but nothing is guessed.
  func destination(of name: UserName, tags: [UserTag]) -> Destination {
    let tagged = tag.flatMap { tags.value(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    if let tag, let address = tagged.flatMap(EmailAddress.init) {
      return .address(address, .tag(tag))
    }
    if let address = EmailAddress(name.description) { return .address(address, .userName) }
    if let tag, let tagged { return .nowhere(.address, .invalidAddress(tagged, tag: tag)) }
    if let domain, let address = EmailAddress("\(name)@\(domain)") {
      return .address(address, .domain(domain))
    }
    return .nowhere(.address, .noAddress(self))
  }

  /// What is wrong with a tag although the user can be mailed.
  func warning(about user: UserID, tags: [UserTag]) -> Warning? {
    guard let tag, let value = tags.value(of: tag), !value.isEmpty, EmailAddress(value) == nil,
      EmailAddress(user.name.description) != nil
    else { return nil }
    return .invalidAddress(value, tag: tag, of: user)
  }
}

/// Where a reminder goes.
enum Destination: Sendable, Equatable {
  /// To an address, which was found there.
  case address(EmailAddress, AddressSource)
  /// No address is known.
  case nowhere(Failure.Stage, Failure.Cause)
}

/// Where an owner's address comes from.
public enum AddressSource: Sendable, Equatable {
  /// The user's tag of this key.
  case tag(TagKey)
  /// The user's name is an address.
  case userName
  /// The user's name and this domain, which is the organisation's rule.
  case domain(String)
}
