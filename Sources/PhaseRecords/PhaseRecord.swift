// SPDX-License-Identifier: Apache-2.0
public import JSON

// PhaseRecords: the values that the phases of a run hand over, as JSON with a version, for phases
// that run in different processes.

/// A value that one phase hands to the next, with the version of its form.
public struct PhaseRecord<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  private let form: JSONForm<Value>

  /// Creates a record in this program's form.
  public init(_ value: Value, as form: JSONForm<Value>) {
    self.value = value
    self.form = form
  }

  /// Reads a record.
  ///
  /// - Throws: ``PhaseRecordError`` for a record of another version, whose values may mean
  ///   something else, and for JSON that is not a record of such a value.
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

/// To be raised with every change of a value that phases exchange.
private let phaseRecordVersion = 1

/// Why a record cannot be read.
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
