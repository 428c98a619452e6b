// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The request in the one form in which both sides hash it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalRequest: Sendable {
  /// The method, the path, the query string, the headers and their names, and the payload's
  /// hash, a line each.
  let bytes: [UInt8]
  /// `content-type;host;x-amz-date`
  let signedHeaders: String

  init(_ request: Request, hashedPayload: String) throws(SigningError) {
    guard !request.authority.isEmpty else { throw .noAuthority }
    let (path, query) = try Self.split(request.path)
    let headers = CanonicalHeaders(request.fields, host: request.authority)
    signedHeaders = headers.signedHeaders
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2048)
    bytes += "\(request.method.rawValue)\n".utf8
    CanonicalURI.append(path, to: &bytes)
    bytes.append(newline)
    CanonicalQueryString.append(query, to: &bytes)
    bytes.append(newline)
    headers.append(to: &bytes)
    bytes += "\n\(signedHeaders)\n\(hashedPayload)".utf8
    self.bytes = bytes
  }

  private static func split(
    _ target: String
  ) throws(SigningError) -> (path: Substring.UTF8View, query: Substring.UTF8View) {
    let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
    guard path.isEmpty || path.first == UInt8(ascii: "/") else { throw .relativePath }
    return (path, target.utf8[path.endIndex...].dropFirst())
  }
}

let newline = UInt8(ascii: "\n")

/// The wire's path, which is encoded already, without empty and dot segments, encoded once more:
/// so every service but S3 wants it.
enum CanonicalURI {
  static func append(_ path: Substring.UTF8View, to output: inout [UInt8]) {
    let slash = UInt8(ascii: "/")
    var segments: [Substring.UTF8View] = []
    for segment in path.split(separator: slash) where !segment.elementsEqual(".".utf8) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    for segment in segments {
      output.append(slash)
      UriEncode.path.append(segment, to: &output)
    }
    if segments.isEmpty || path.last == slash { output.append(slash) }
  }
}

/// Names and values, decoded and then encoded in the one right way, sorted by name and then value.
enum CanonicalQueryString {
  static func append(_ query: Substring.UTF8View, to output: inout [UInt8]) {
    guard !query.isEmpty else { return }
    let parameters = query.split(separator: UInt8(ascii: "&")).map(parameter)
    let sorted = parameters.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    output += sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&").utf8
  }

  private static func parameter(_ text: Substring.UTF8View) -> (name: String, value: String) {
    let name = text.prefix { $0 != UInt8(ascii: "=") }
    return (canonical(name), canonical(text[name.endIndex...].dropFirst()))
  }

  private static func canonical(_ text: Substring.UTF8View) -> String {
    var encoded: [UInt8] = []
    UriEncode.component.append(text.uriDecoded(), to: &encoded)
    return String(decoding: encoded, as: UTF8.self)
  }
}
