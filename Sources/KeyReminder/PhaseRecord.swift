// SPDX-License-Identifier: Apache-2.0

/// What one phase hands to the next, as it is written down: with the version of its form.
public struct PhaseRecord<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
  /// What the phase came to.
  public let value: Value

  /// Creates a record in this program's form.
  public init(_ value: Value) { self.value = value }

  /// Reads a record.
  ///
  /// - Throws: ``PhaseRecordError`` for one of another version: its values may mean something else.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    let version = try members.decode(Int.self, forKey: .version)
    guard version == phaseRecordVersion else { throw PhaseRecordError(version: version) }
    value = try members.decode(Value.self, forKey: .value)
  }

  /// Writes the record.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(phaseRecordVersion, forKey: .version)
    try members.encode(value, forKey: .value)
  }

  private enum Member: String, CodingKey {
    case version, value
  }
}

/// Changes whenever a value that phases exchange does.
private let phaseRecordVersion = 1

/// A record that another version of the program wrote.
public struct PhaseRecordError: Error, Equatable, CustomStringConvertible {
  /// The version that it has.
  public let version: Int

  /// A sentence.
  public var description: String {
    "The record has version \(version), and this program reads version \(phaseRecordVersion)."
      + " Let one version of the function do all phases of a run."
  }
}
