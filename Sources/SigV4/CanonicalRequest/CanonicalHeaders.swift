// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The signed header fields: names in lower case and sorted, values trimmed, runs of white space
/// made one space, values of one name joined by commas in the order they are sent.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalHeaders {
  private var lines: [(name: String, value: [UInt8])] = []

  init(_ fields: Fields, host: String) {
    lines.reserveCapacity(fields.all.count + 1)
    lines.append(("host", Array(host.utf8)))
    for field in fields.all {
      let name = field.name.lowercased()
      if !unsigned.contains(name) { add(name, field.value) }
    }
    lines.sort { $0.name < $1.name }
  }

  private mutating func add(_ name: String, _ value: String) {
    guard let line = lines.firstIndex(where: { $0.name == name }) else {
      lines.append((name, Self.trimAll(value)))
      return
    }
    lines[line].value.append(UInt8(ascii: ","))
    lines[line].value += Self.trimAll(value)
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

  private static func trimAll(_ value: String) -> [UInt8] {
    // A session token is a thousand bytes without a space, and an array is fast to search.
    let bytes = Array(value.utf8)
    guard bytes.contains(where: isSpace) else { return bytes }
    let words = bytes.split(whereSeparator: isSpace)
    return Array(words.joined(separator: [UInt8(ascii: " ")]))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

/// The fields that a proxy or libcurl may add, remove or change; botocore's list.
/// https://github.com/boto/botocore/blob/develop/botocore/auth.py (SIGNED_HEADERS_BLACKLIST)
private let unsigned: Set<String> = [
  "baggage", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
  "te", "traceparent", "tracestate", "trailer", "transfer-encoding", "upgrade", "user-agent",
  "x-amzn-trace-id",
]
