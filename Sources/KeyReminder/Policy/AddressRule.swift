// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Where an owner's address comes from: a tag, else the user name, else the user name with a
/// domain.
public struct AddressRule: Sendable, Equatable {
  /// The tag whose value is the address; `nil` for none.
  public var tag: TagKey?
  /// The domain that makes an address of a user name; `nil` for none.
  public var domain: String?

  /// Creates a rule; without arguments the user name alone counts.
  public init(tag: TagKey? = nil, domain: String? = nil) {
    self.tag = tag
    self.domain = domain
  }

  /// Where to mail the user called `name`, who has `tags`.
  ///
  /// The domain is not used if there is a tag whose value is not an address: somebody meant the
  /// user to have another address than the domain makes.
  func destination(of name: UserName, tags: [UserTag]) -> Destination {
    let tagged = tag.flatMap { tags.value(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    if let tag, let address = tagged.flatMap(EmailAddress.init) {
      return .address(address, .tag(tag))
    }
    if let address = EmailAddress(name.description) { return .address(address, .userName) }
    if let tag, let tagged { return .nowhere(.invalidAddress(tagged, tag: tag)) }
    if let domain, let address = EmailAddress("\(name)@\(domain)") {
      return .address(address, .domain(domain))
    }
    return .nowhere(.noAddress(self))
  }

  /// Warns of a tag that is not an address although the user can be mailed.
  func warning(about user: UserID, tags: [UserTag]) -> Warning? {
    guard let tag, let value = tags.value(of: tag), !value.isEmpty, EmailAddress(value) == nil,
      EmailAddress(user.name.description) != nil
    else { return nil }
    return .invalidAddress(value, tag: tag, of: user)
  }
}

/// Where a reminder goes.
enum Destination: Sendable, Equatable {
  /// To an address, with where it comes from.
  case address(EmailAddress, AddressSource)
  /// Nowhere: there is no usable address.
  case nowhere(UnreachableReason)
  /// Unknown, because the tags that decide it could not be read.
  case unknown(DeliveryFailure)

  /// The same destination, or nowhere if the address is not at one of `domains`. Otherwise anybody
  /// who may tag a user could send our mails to any address.
  func limited(to domains: [String]) -> Destination {
    guard case .address(let address, let source) = self, !domains.isEmpty,
      !domains.contains(address.domain.lowercased())
    else { return self }
    return .nowhere(.outsideDomains(address, source))
  }
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
