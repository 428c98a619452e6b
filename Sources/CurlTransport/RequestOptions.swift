// SPDX-License-Identifier: Apache-2.0
internal import HTTP
internal import HTTPTypes

extension Request {
  /// Where the request goes, as libcurl wants it.
  var url: String {
    get throws(TransportError) {
      guard let scheme = head.scheme, scheme == "https" || scheme == "http",
        let authority = head.authority, !authority.isEmpty,
        let path = head.path, path.hasPrefix("/")
      else {
        throw TransportError(.invalidRequest, "The request's address is no http or https URL.")
      }
      return "\(scheme)://\(authority)\(path)"
    }
  }

  /// The fields as libcurl wants them, and nothing that it would add by itself: the signature does
  /// not know of it.
  func headerList() throws(TransportError) -> HeaderList {
    var list = HeaderList()
    for field in head.headerFields {
      let name = field.name.rawName
      // Without the semicolon, libcurl takes a name without a value for one to be left out.
      try list.append(field.value.isEmpty ? "\(name);" : "\(name): \(field.value)")
    }
    let names = [HTTPField.Name.accept, .expect, .contentType]
    for name in names where !head.headerFields.contains(name) {
      try list.append("\(name):")
    }
    return list
  }
}
