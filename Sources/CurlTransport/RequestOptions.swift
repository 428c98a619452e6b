// SPDX-License-Identifier: Apache-2.0
internal import HTTP

extension Request {
  /// Where the request goes, as libcurl wants it.
  var url: String {
    get throws(TransportError) {
      guard scheme == "https" || scheme == "http", !authority.isEmpty, path.hasPrefix("/") else {
        throw TransportError(.invalidRequest, "The request's address is no http or https URL.")
      }
      return "\(scheme)://\(authority)\(path)"
    }
  }

  /// The fields as libcurl wants them, and nothing that it would add by itself: the signature does
  /// not know of it.
  func headerList() throws(TransportError) -> HeaderList {
    var list = HeaderList()
    for field in fields.all {
      let (name, value) = (field.name, field.value)
      // An array, because it is quickly looked through: a session token is a thousand bytes.
      guard Array(value.utf8).allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw TransportError(
          .invalidRequest, "The field \(name) holds a line break or another control character.")
      }
      // Without the semicolon, libcurl takes a name without a value for one to be left out.
      try list.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    for name in ["Accept", "Expect", "Content-Type"] where fields[name] == nil {
      try list.append("\(name):")
    }
    return list
  }
}
