// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import UTC

// Numbers, texts, identifiers and moments.

extension JSONForm<Bool> {
  static let bool = JSONForm(
    write: { .bool($0) },
    read: { json throws(JSONFormError) in
      guard let truth = json.bool else { throw JSONFormError("neither true nor false") }
      return truth
    })
}

extension JSONForm<Int> {
  static let integer = JSONForm(
    write: { .integer($0) },
    read: { json throws(JSONFormError) in
      guard let number = json.integer else { throw JSONFormError("not a whole number") }
      return number
    })
}

extension JSONForm<String> {
  static let string = JSONForm(
    write: { .string($0) },
    read: { json throws(JSONFormError) in
      guard let text = json.string else { throw JSONFormError("not a string") }
      return text
    })
}

extension JSONForm where Value: LosslessStringConvertible & SendableMetatype {
  /// An identifier, which is checked again when it is read.
  static var text: JSONForm {
    .converted(.string, to: { $0.description }, from: { Value($0) })
  }
}

extension JSONForm where Value: RawRepresentable<String> & SendableMetatype {
  /// A case by its raw value.
  static var rawValue: JSONForm {
    .converted(.string, to: { $0.rawValue }, from: { Value(rawValue: $0) })
  }
}

extension JSONForm<Timestamp> {
  static let timestamp = converted(
    .integer, to: { $0.millisecondsSince1970 }, from: { Timestamp(millisecondsSince1970: $0) })
}

extension JSONForm<Day> {
  static let day = converted(.string, to: { $0.description }, from: { Day($0) })
}

extension JSONForm<UserID> {
  static let userID = object(
    Member("account", { $0.account }, .optional(.text)), Member("name", { $0.name }, .text)
  ) { UserID(account: $0, name: $1) }
}
