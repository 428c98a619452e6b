// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// The signed header fields: names in lower case and sorted, values trimmed, runs of white space
/// made one space, values of one name joined by commas in the order they are sent.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalHeaders {
  private var lines: [(name: String, value: [UInt8])] = []

  init(_ fields: HTTPFields, host: String) {
    lines.reserveCapacity(fields.count + 1)
    lines.append(("host", Array(host.utf8)))
    for field in fields where !unsigned.contains(field.name.canonicalName) { add(field) }
    lines.sort { $0.name < $1.name }
  }

  private mutating func add(_ field: HTTPField) {
    let name = field.name.canonicalName
    guard let line = lines.firstIndex(where: { $0.name == name }) else {
      lines.append((name, Self.trimAll(field)))
      return
    }
    lines[line].value.append(UInt8(ascii: ","))
    lines[line].value += Self.trimAll(field)
  }

  /// `content-type;host;x-amz-date`
  var signedHeaders: String { lines.map(\.name).joined(separator: ";") }

  func append(to output: inout [UInt8]) {
    for (name, value) in lines {
      output += name.utf8
      output.append(UInt8(ascii: ":"))
      output += value
      output.append(newline)
    }
  }

  /// The bytes as they are sent, not a string made of them: a field's value need not be UTF-8.
  private static func trimAll(_ field: HTTPField) -> [UInt8] {
    unsafe field.withUnsafeBytesOfValue { bytes in
      // A session token is a thousand bytes without a space.
      guard unsafe bytes.contains(where: isSpace) else { return unsafe Array(bytes) }
      let words = unsafe bytes.split(whereSeparator: isSpace)
      return unsafe Array(words.joined(separator: [UInt8(ascii: " ")]))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

/// What a proxy or libcurl may add, take away or alter on the way; botocore's list.
/// https://github.com/boto/botocore/blob/develop/botocore/auth.py (SIGNED_HEADERS_BLACKLIST)
private let unsigned: Set<String> = [
  "baggage", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
  "te", "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade", "user-agent",
  "x-amzn-trace-id",
]
