// SPDX-License-Identifier: Apache-2.0
import CJansson

extension JSON {
  /// Why a text cannot be read.
  public enum ParseError: Error, Sendable, Equatable {
    /// An object has two members of the same name, so it is unclear which one is meant.
    case duplicateName
    /// The text is not JSON, is nested more than 2,000 deep, or has a number that fits neither
    /// `Int` nor `Double`.
    case malformed
  }

  /// Reads `text`, which is UTF-8. A byte order mark at its beginning, which some editors write, is
  /// ignored.
  public init(parsing text: [UInt8]) throws(ParseError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text.dropFirst(mark.count) : text[...]
    var problem = json_error_t()
    let flags = Int(JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL)
    let parsed = unsafe text.withUnsafeBytes {
      unsafe json_loadb($0.baseAddress, $0.count, flags, &problem)
    }
    guard let tree = unsafe parsed else {
      let isDuplicate = unsafe json_error_code(&problem) == json_error_duplicate_key
      throw isDuplicate ? .duplicateName : .malformed
    }
    defer { unsafe json_decref(tree) }
    unsafe self.init(tree)
  }

  private init(_ value: UnsafeMutablePointer<json_t>) {
    self =
      switch unsafe value.pointee.type {
      case JSON_TRUE: .bool(true)
      case JSON_FALSE: .bool(false)
      case JSON_INTEGER: unsafe .integer(Int(json_integer_value(value)))
      case JSON_REAL: unsafe .number(json_real_value(value))
      case JSON_STRING: unsafe .string(Self.text(of: value))
      case JSON_ARRAY: unsafe .array(Self.elements(of: value))
      case JSON_OBJECT: unsafe .object(Self.members(of: value))
      default: .null
      }
  }

  private static func text(of value: UnsafeMutablePointer<json_t>) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: json_string_value(value), count: json_string_length(value))
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  private static func elements(of array: UnsafeMutablePointer<json_t>) -> [JSON] {
    unsafe (0..<json_array_size(array)).compactMap { index in
      unsafe json_array_get(array, index).map { unsafe JSON($0) }
    }
  }

  private static func members(of object: UnsafeMutablePointer<json_t>) -> [String: JSON] {
    var members: [String: JSON] = [:]
    var position = unsafe json_object_iter(object)
    while let member = unsafe position {
      if let name = unsafe json_object_iter_key(member),
        let value = unsafe json_object_iter_value(member)
      {
        unsafe members[String(cString: name)] = JSON(value)
      }
      unsafe position = json_object_iter_next(object, member)
    }
    return members
  }
}
