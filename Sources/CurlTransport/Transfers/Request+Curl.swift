// SPDX-License-Identifier: Apache-2.0
import HTTP

extension Request {
  /// The URL of the request.
  var url: String {
    get throws(TransportError) {
      guard scheme == "https" || scheme == "http", !authority.isEmpty, path.hasPrefix("/") else {
        throw TransportError(.invalidRequest, "The request's address is not an http or https URL.")
      }
      return "\(scheme)://\(authority)\(path)"
    }
  }

  /// The header fields, without those that libcurl would add by itself: they would not be signed.
  func headerList() throws(TransportError) -> HeaderList {
    var list = HeaderList()
    for field in fields.all {
      let (name, value) = (field.name, field.value)
      // An array is fast to search, and a session token is a thousand bytes.
      guard Array(value.utf8).allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw TransportError(
          .invalidRequest, "The field \(name) contains a line break or another control character.")
      }
      // For libcurl, a name without a value means to leave the field out, unless a semicolon
      // follows.
      try list.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    for name in ["Accept", "Expect", "Content-Type"] where fields[name] == nil {
      try list.append("\(name):")
    }
    return list
  }
}
