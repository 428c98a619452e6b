// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
public import Identifiers
import JSON

/// An account of an organization.
public struct OrganizationAccount: Sendable, Equatable {
  /// Whether an account is in use.
  public enum State: Sendable, Equatable {
    /// It is in use.
    case active
    /// It is closed, suspended, about to be, or not yet ready: no role can be assumed in it.
    case other(String)
    /// Organizations does not say.
    case unknown

    init(_ word: String?) {
      self =
        switch word {
        case "ACTIVE": .active
        case nil, "": .unknown
        case let word?: .other(word)
        }
    }
  }

  /// The account.
  public let id: AccountID
  /// Its name as its owners wrote it, which may be anything; `nil` when it has none.
  public let name: String?
  /// The address of its root user; `nil` when Organizations does not say.
  public let email: String?
  /// Whether it is in use: `State`, or `Status` where that is missing, as in older versions of the
  /// API.
  public let state: State
  /// Where it is in the tree: `o-…/r-…/ou-…/…/123456789012/`. Empty where Organizations does not say.
  public let paths: [String]

  /// Creates an account.
  public init(
    id: AccountID, name: String?, email: String?, state: State, paths: [String] = []
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.state = state
    self.paths = paths
  }

  init(_ json: JSON) throws(MalformedResponse) {
    guard let id = try json.member("Id", \.string).flatMap({ AccountID($0) }) else {
      throw MalformedResponse("an account's Id is not twelve digits")
    }
    let state = try json.member("State", \.string)
    let status = try json.member("Status", \.string)
    self.init(
      id: id, name: try json.member("Name", \.string), email: try json.member("Email", \.string),
      state: State(state ?? status),
      paths: try json.member("Paths", \.strings) ?? [])
  }

  /// Whether the account is in the unit or root called `parent`, at any depth; `nil` when
  /// Organizations does not say where it is.
  public func isWithin(_ parent: String) -> Bool? {
    guard !paths.isEmpty else { return nil }
    return paths.contains { path in path.split(separator: "/").contains { $0 == parent } }
  }
}

extension JSON {
  /// The strings of an array that holds nothing else.
  fileprivate var strings: [String]? {
    guard let array else { return nil }
    let strings = array.compactMap(\.string)
    return strings.count == array.count ? strings : nil
  }
}
