// SPDX-License-Identifier: Apache-2.0
public import Identifiers

/// Which addresses the mail service accepts mails for and does not deliver them, as far as it said.
public struct Suppressions: Sendable, Equatable {
  /// Why the service's list was not read to its end, so that nothing is known of the addresses that were not
  /// found.
  public enum Gap: Sendable, Equatable {
    /// The service refused, or could not be reached.
    case failed(ServiceFailure)
    /// The list is longer than a run reads; so many addresses were read.
    case tooLong(read: Int)
  }

  /// The service's word for the cause, by address in lower case; `nil` where it gave none.
  public private(set) var causes: [String: String?] = [:]
  /// Why addresses may be missing; `nil` when none is.
  public var gap: Gap?

  /// Creates a list of nobody.
  public init() {}

  /// Adds an address and the service's word for the cause.
  public mutating func add(_ address: String, cause: String?) {
    causes[address.lowercased()] = .some(cause)
  }

  /// Why nothing is delivered to `address`; `nil` when it is not known to be suppressed.
  func suppression(of address: EmailAddress) -> Suppression? {
    causes[address.description.lowercased()].map { Suppression(address: address, cause: $0) }
  }
}

/// An address to which nothing is delivered.
public struct Suppression: Sendable, Equatable {
  /// The address as it would have been mailed.
  public let address: EmailAddress
  /// The mail service's word for the cause: `BOUNCE`, `COMPLAINT`; `nil` where it gave none.
  public let cause: String?

  package init(address: EmailAddress, cause: String?) {
    self.address = address
    self.cause = cause
  }
}

extension ResolvedOwners {
  /// No mail can reach an owner to whose address nothing is delivered.
  mutating func apply(_ suppressions: Suppressions) {
    let suppressed = reachable.compactMap { owner in
      suppressions.suppression(of: owner.address).map {
        UnreachableOwner(owner: owner.owner, reason: .suppressed($0))
      }
    }
    reachable.removeAll { suppressions.suppression(of: $0.address) != nil }
    unreachable = (unreachable + suppressed).sorted { $0.owner.index < $1.owner.index }
  }
}
