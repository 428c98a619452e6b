// SPDX-License-Identifier: Apache-2.0
internal import HTTP
internal import HTTPTypes

/// An answer as it arrives, within its bounds.
struct Answer {
  /// All header lines together; AWS sends about one kilobyte.
  private static let headerLimit = 65_536

  private let limit: Int
  private var status: Int?
  private var fields = HTTPFields()
  private var headerBytes = 0
  private var body: [UInt8] = []
  /// Why the answer was refused, when it was.
  private(set) var complaint: String?

  init(limit: Int) { self.limit = limit }

  /// Takes one header line; `false` when there are too many bytes of them.
  mutating func addHeader(_ line: [UInt8]) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.headerLimit else {
      return refuse("The answer's header is larger than \(Self.headerLimit) bytes.")
    }
    if line.starts(with: "HTTP/".utf8) {
      beginHead(line)
    } else if let field = Self.field(line) {
      fields.append(field)
    }
    return true
  }

  /// Takes a part of the body; `false` when it becomes too large.
  mutating func addBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= limit - body.count else {
      return refuse("The answer is larger than \(limit) bytes.")
    }
    unsafe body.append(contentsOf: bytes)
    return true
  }

  /// The answer, once it is whole.
  var response: Response? {
    guard let status, (100...999).contains(status) else { return nil }
    return Response(
      head: HTTPResponse(status: .init(code: status), headerFields: fields), body: body)
  }

  /// A status line opens an answer; what came before it (100 Continue) is forgotten.
  private mutating func beginHead(_ line: [UInt8]) {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    status = words.count > 1 ? Int(Self.text(words[1])) : nil
    fields = HTTPFields()
  }

  private static func field(_ line: [UInt8]) -> HTTPField? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    guard let name = HTTPField.Name(text(line[..<colon])) else { return nil }
    return HTTPField(name: name, value: text(line[(colon + 1)...]))
  }

  /// The bytes as text, without the white space and the line end around them.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    let head = bytes.drop(while: isSpace)
    guard let last = head.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(decoding: head[...last], as: UTF8.self)
  }

  private mutating func refuse(_ complaint: String) -> Bool {
    self.complaint = complaint
    return false
  }
}
