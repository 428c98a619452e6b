// SPDX-License-Identifier: Apache-2.0

/// A region by its name: `eu-west-1`. Every possible name is accepted, so that a region that opens
/// tomorrow works today.
public struct Region: Sendable, Hashable, CustomStringConvertible {
  /// The name as AWS writes it: lower-case letters, digits and hyphens.
  public let name: String

  /// Creates a region.
  ///
  /// - Parameter variable: the variable that contains the name, for the error.
  /// - Throws: ``EndpointError/invalidValue(variable:value:allowed:)`` when it cannot be the name
  ///   of a region: it becomes a part of host names and of signatures' scopes.
  public init(_ name: String, variable: String = "AWS_REGION") throws(EndpointError) {
    guard Self.isLabel(name) else {
      throw .invalidValue(
        variable: variable, value: name,
        allowed: "a region's name: lower-case letters, digits and hyphens, such as eu-west-1")
    }
    self.name = name
  }

  private static func isLabel(_ name: String) -> Bool {
    (1...63).contains(name.utf8.count) && name.utf8.first != hyphen && name.utf8.last != hyphen
      && name.utf8.allSatisfy { $0 == hyphen || (97...122).contains($0) || (48...57).contains($0) }
  }

  private static let hyphen = UInt8(ascii: "-")

  /// The region's name.
  public var description: String { name }

  /// The partition that the region belongs to.
  public var partition: Partition { Partition(of: self) }
}
