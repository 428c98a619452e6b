// SPDX-License-Identifier: Apache-2.0
import CJansson
import Glibc

extension JSON {
  /// The value in UTF-8 on one line without spaces; the members of an object in the order of their
  /// names.
  ///
  /// JSON cannot express infinity and not-a-number: they become `null`. A member's name ends before
  /// its first NUL.
  public var bytes: [UInt8] {
    unsafe withText { text in unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
  }

  /// ``bytes`` as a string.
  public var text: String { unsafe withText { unsafe String(cString: $0) } }

  private func withText<Result>(_ use: (UnsafePointer<CChar>) -> Result) -> Result {
    let tree = unsafe tree
    defer { unsafe json_decref(tree) }
    let flags = Int(JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY)
    // Writing our own tree can fail only for lack of memory.
    guard let text = unsafe json_dumps(tree, flags) else { preconditionFailure("out of memory") }
    defer { unsafe free(text) }
    return unsafe use(text)
  }

  /// The value in libjansson's form. The caller must release it.
  private var tree: UnsafeMutablePointer<json_t>? {
    switch self {
    case .null: return unsafe json_null()
    case .bool(let truth): return unsafe truth ? json_true() : json_false()
    case .integer(let number): return unsafe json_integer(json_int_t(number))
    case .number(let number): return unsafe number.isFinite ? json_real(number) : json_null()
    case .string(let text):
      return unsafe text.withCString { unsafe json_stringn_nocheck($0, text.utf8.count) }
    case .array(let elements):
      let array = unsafe json_array()
      for element in elements { unsafe json_array_append_new(array, element.tree) }
      return unsafe array
    case .object(let members):
      let object = unsafe json_object()
      for (name, value) in members { unsafe json_object_set_new(object, name, value.tree) }
      return unsafe object
    }
  }
}
