// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The request in the form in which client and service hash it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalRequest: Sendable {
  /// Method, path, query string, headers, their names and the payload's hash, each on its own line.
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
