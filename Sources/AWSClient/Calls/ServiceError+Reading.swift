// SPDX-License-Identifier: Apache-2.0
public import HTTP

// What the error readers of all protocols share: gaps are filled from the status and the header
// fields, and the service's words are made safe for a log line, a response and a mail.

extension ServiceError {
  /// The error in `response`, with the code, the message and the id that its body contains.
  ///
  /// Without a code the status is the code, and without a message the status's phrase is the
  /// message, as in botocore. Without an id in the body the field `x-amzn-requestid` is the id.
  ///
  /// The words are bounded (code 128, message 1,024, id 128 characters), control and invisible
  /// characters become spaces, and the part in which AWS repeats the request with its session token
  /// and signature is cut off.
  public init(_ response: Response, code: String?, message: String?, requestID: String? = nil) {
    let field = response.fields["x-amzn-requestid"]
    self.init(
      status: response.status,
      code: code.flatMap { harmless($0, limit: 128) } ?? String(response.status),
      // A message may have millions of characters; no more is searched than could be passed on.
      message: message.flatMap { harmless(withoutRequest(String($0.prefix(4096))), limit: 1024) }
        ?? phrase(of: response.status),
      requestID: (requestID ?? field).flatMap { harmless($0, limit: 128) })
  }
}

/// `text` on one line, without invisible characters and those that control a terminal; `nil` when
/// nothing is left.
private func harmless(_ text: String, limit: Int) -> String? {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: safe.append(" ")
    default: safe.append(scalar)
    }
  }
  let words = String(safe).split(separator: " ")
  return words.isEmpty ? nil : words.joined(separator: " ")
}

/// `message` up to where AWS quotes the request: SignatureDoesNotMatch repeats the canonical
/// request, which contains the session token, and IncompleteSignature the Authorization field.
private func withoutRequest(_ message: String) -> String {
  let quotes = ["the canonical string", "authorization=", "x-amz-security-token"]
  var words: [Substring] = []
  let lowercased = message.lowercased()
  guard quotes.contains(where: lowercased.mentions) else { return message }
  // Word by word, because lowercasing can change a text's length and with it the indices.
  for word in message.split(whereSeparator: \.isWhitespace) {
    words.append(word)
    let tail = words.suffix(3).joined(separator: " ").lowercased()
    guard let quote = quotes.first(where: tail.mentions) else { continue }
    return words.dropLast(quote.split(separator: " ").count).joined(separator: " ")
  }
  return words.joined(separator: " ")
}

extension String {
  /// Whether `words` occur in the text, byte by byte. The standard library's `contains` would link
  /// regular expressions, which add a tenth to the executable.
  package func mentions(_ words: String) -> Bool {
    utf8.indices.contains { utf8[$0...].starts(with: words.utf8) }
  }
}

/// The phrases of RFC 9110 for the statuses that AWS uses; HTTP/2 does not send them.
private func phrase(of status: Int) -> String {
  switch status {
  case 400: "Bad Request"
  case 401: "Unauthorized"
  case 403: "Forbidden"
  case 404: "Not Found"
  case 405: "Method Not Allowed"
  case 408: "Request Timeout"
  case 409: "Conflict"
  case 410: "Gone"
  case 413: "Content Too Large"
  case 415: "Unsupported Media Type"
  case 429: "Too Many Requests"
  case 500: "Internal Server Error"
  case 501: "Not Implemented"
  case 502: "Bad Gateway"
  case 503: "Service Unavailable"
  case 504: "Gateway Timeout"
  default: "HTTP status \(status)"
  }
}
