// SPDX-License-Identifier: Apache-2.0
public import Identifiers

@testable import KeyReminder

// Identifiers and results as the tests write them: short, and as texts.

extension UserName: ExpressibleByStringLiteral {
  /// Creates a value that a test writes as a literal.
  public init(stringLiteral text: String) { self = .sample(text) }

  static func sample(_ text: String) -> UserName {
    guard let name = UserName(text) else { preconditionFailure("no user name: \(text)") }
    return name
  }
}

extension TagKey: ExpressibleByStringLiteral {
  /// Creates a value that a test writes as a literal.
  public init(stringLiteral text: String) {
    guard let key = TagKey(text) else { preconditionFailure("no tag key: \(text)") }
    self = key
  }
}

extension AccountName {
  static func sample(_ text: String) -> AccountName {
    guard let name = AccountName(text) else { preconditionFailure("no account name: \(text)") }
    return name
  }
}

extension UserID {
  static func sample(_ name: String) -> UserID {
    UserID(account: AccountID("123456789012"), name: .sample(name))
  }
}

extension AccessKeyID: ExpressibleByStringLiteral {
  /// Creates a value that a test writes as a literal.
  public init(stringLiteral text: String) { self = .sample(text) }

  /// The id of a key that a test names by an address.
  static func sample(_ text: String) -> AccessKeyID {
    let word = escapes.reduce(text) { $0.replacing($1.0, with: $1.1) }
    guard let id = AccessKeyID(word) else { preconditionFailure("no key id: \(text)") }
    return id
  }

  /// The text that the test named it by.
  var name: String { Self.escapes.reduce(description) { $0.replacing($1.1, with: $1.0) } }

  private static let escapes = [
    ("@", "_at_"), (".", "_dot_"), ("-", "_dash_"), (",", "_comma_"), (" ", "_space_"),
  ]
}

extension PrincipalID {
  /// The id of a user whom a test names.
  static func sample(_ name: String) -> PrincipalID {
    let bits = Fingerprint(UserName.sample(name)).bits
    guard let id = PrincipalID("AIDA\(bits)") else { preconditionFailure("no id: \(name)") }
    return id
  }
}

extension Failure {
  var userName: String? { user?.name.description }
}

extension OwnerResult {
  var userName: String { user.name.description }
  var to: String? { address?.description }
}

extension ResolvedKey {
  var id: String { key.id.name }
  var ageDays: Int { key.ageDays }
}

extension ExemptUser {
  var userName: String { user.name.description }
}
