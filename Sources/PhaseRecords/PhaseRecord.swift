// SPDX-License-Identifier: Apache-2.0
public import JSON

// PhaseRecords: what the phases of a run hand over, as it is written down between processes.

/// What one phase hands to the next, with the version of its form.
public struct PhaseRecord<Value: Sendable>: Sendable {
  /// What the phase came to.
  public let value: Value
  private let form: JSONForm<Value>

  /// Creates a record in this program's form.
  public init(_ value: Value, as form: JSONForm<Value>) {
    self.value = value
    self.form = form
  }

  /// Reads a record.
  ///
  /// - Throws: ``PhaseRecordError`` for one of another version, whose values may mean something else, or
  ///   one that is not a record of such a value.
  public init(_ json: JSON, as form: JSONForm<Value>) throws(PhaseRecordError) {
    guard let version = json["version"]?.integer else {
      throw .malformed(JSONFormError("version: not a whole number"))
    }
    guard version == phaseRecordVersion else { throw .version(version) }
    do throws(JSONFormError) {
      value = try json.member("value", form)
    } catch {
      throw .malformed(error)
    }
    self.form = form
  }

  /// The record as JSON.
  public var json: JSON {
    ["version": .integer(phaseRecordVersion), "value": form.write(value)]
  }
}

/// Changes whenever a value that phases exchange does.
private let phaseRecordVersion = 1

/// Why a record is not read.
public enum PhaseRecordError: Error, Equatable, CustomStringConvertible {
  /// Another version of the program wrote it.
  case version(Int)
  /// It is not a record of such a value.
  case malformed(JSONFormError)

  /// A sentence.
  public var description: String {
    switch self {
    case .version(let version):
      "The record has version \(version), and this program reads version \(phaseRecordVersion)."
        + " Let one version of the function do all phases of a run."
    case .malformed(let error): "The record cannot be read: \(error)."
    }
  }
}
