// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// The addresses to which the mail service does not deliver, although it accepts their mails.
public struct Suppressions: Sendable, Equatable {
  /// Why the service's list was not read to its end. An address that was not found may then be
  /// suppressed or not.
  public enum Gap: Sendable, Equatable {
    /// The service refused, or could not be reached.
    case failed(ServiceFailure)
    /// The list is longer than a run reads; this many addresses were read.
    case tooLong(read: Int)
  }

  /// The service's name for the cause, by address in lower case.
  public private(set) var causes: [String: String] = [:]
  /// Why addresses may be missing; `nil` if the list is whole.
  public var gap: Gap?

  /// Creates an empty list.
  public init() {}

  /// Adds an address and the service's name for the cause.
  public mutating func add(_ address: String, cause: String) {
    causes[address.lowercased()] = cause
  }

  /// Why nothing is delivered to `address`; `nil` if it is not known to be suppressed.
  func suppression(of address: EmailAddress) -> Suppression? {
    causes[address.description.lowercased()].map { Suppression(address: address, cause: $0) }
  }
}

/// An address to which nothing is delivered.
public struct Suppression: Sendable, Equatable {
  /// The address to which the mail would have gone.
  public let address: EmailAddress
  /// The mail service's name for the cause: `BOUNCE`, `COMPLAINT`.
  public let cause: String

  package init(address: EmailAddress, cause: String) {
    self.address = address
    self.cause = cause
  }
}

extension ResolvedOwners {
  /// Makes owners unreachable to whose address nothing is delivered.
  mutating func apply(_ suppressions: Suppressions) {
    var kept: [ReachableOwner] = []
    for owner in reachable {
      if let suppression = suppressions.suppression(of: owner.address) {
        unreachable.append(UnreachableOwner(owner: owner.owner, reason: .suppressed(suppression)))
      } else {
        kept.append(owner)
      }
    }
    reachable = kept
  }
}
