// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The request in the form in which client and service hash it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalRequest: Sendable {
  /// The method, the path, the query string, the headers and their names, and the payload's
  /// hash, a line each.
  let bytes: [UInt8]
  /// `content-type;host;x-amz-date`
  let signedHeaders: String

  init(
    _ request: Request, hashedPayload: String, options: SigningOptions = .standard
  ) throws(SigningError) {
    guard !request.authority.isEmpty else { throw .noAuthority }
    let (path, query) = try Self.split(request.path)
    let headers = CanonicalHeaders(request.fields, host: request.authority)
    signedHeaders = headers.signedHeaders
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2048)
    bytes += "\(request.method.rawValue)\n".utf8
    CanonicalURI.append(path, to: &bytes, options)
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

/// The path of the request. It is percent-encoded already, as it is sent.
enum CanonicalURI {
  private static let slash = UInt8(ascii: "/")

  static func append(
    _ path: Substring.UTF8View, to output: inout [UInt8], _ options: SigningOptions
  ) {
    let path = options.normalisesPath ? normalised(path) : path.isEmpty ? [slash] : Array(path)
    if options.encodesPathTwice {
      PercentEncoding.path.append(path, to: &output)
    } else {
      output += path
    }
  }

  /// The path without empty segments, `.` and `..`.
  private static func normalised(_ path: Substring.UTF8View) -> [UInt8] {
    var segments: [Substring.UTF8View] = []
    for segment in path.split(separator: slash) where !segment.elementsEqual(".".utf8) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    var output: [UInt8] = []
    for segment in segments { output += [slash] + segment }
    if segments.isEmpty || path.last == slash { output.append(slash) }
    return output
  }
}

/// Names and values, decoded and then encoded in the canonical way, sorted by name, then by value.
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
    PercentEncoding.component.append(text.percentDecoded(), to: &encoded)
    return String(decoding: encoded, as: UTF8.self)
  }
}
