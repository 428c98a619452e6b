// SPDX-License-Identifier: Apache-2.0
import HTTP

/// A response as it arrives, within its bounds.
struct IncomingResponse {
  /// The largest header, all lines together. AWS sends about one kilobyte.
  private static let headerLimit = 65_536

  private enum Head { case awaited, open, complete }

  private let bodyLimit: Int
  private let budget: ResponseBudget
  private var head = Head.awaited
  private var status: Int?
  private var fields = Fields()
  private var headerBytes = 0
  private var body: [UInt8] = []
  /// Why the response was refused; `nil` when it was not.
  private(set) var refusal: String?

  /// Whether a byte of the response has arrived.
  var hasBegun: Bool { headerBytes > 0 }

  /// - Parameter budget: the bytes that all responses in flight share.
  init(bodyLimit: Int, budget: ResponseBudget = ResponseBudget()) {
    self.bodyLimit = bodyLimit
    self.budget = budget
  }

  /// Adds one line of the header, including the empty one at its end; `false` when the response is
  /// refused.
  mutating func addHeader(_ line: [UInt8]) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.headerLimit else {
      return refuse("The response's header is larger than \(Self.headerLimit) bytes.")
    }
    // libcurl 7.81 accepts a NUL.
    guard !line.contains(0) else { return refuse("The response's header contains a NUL.") }
    switch head {
    case .awaited: return open(line)
    case .open where Self.trimmed(line[...]).isEmpty: return close()
    case .open: return addField(line)
    case .complete: return true  // Trailers are ignored.
    }
  }

  /// Adds a part of the body; `false` when the body becomes too large.
  mutating func addBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= bodyLimit - body.count else {
      return refuse("The response is larger than \(bodyLimit) bytes.")
    }
    guard budget.grow(from: body.count, by: bytes.count) else {
      return refuse("The responses in flight are together larger than \(budget.limit) bytes.")
    }
    unsafe body.append(contentsOf: bytes)
    return true
  }

  /// Drops the body and returns its part of the budget.
  mutating func drop() {
    budget.shrink(from: body.count)
    body = []
  }

  /// The response, once it is whole.
  var response: Response? {
    guard head == .complete, let status else { return nil }
    return Response(status: status, fields: fields, body: body)
  }

  /// Whether the response says where it ends. libcurl cannot distinguish the end of a TLS
  /// connection from a cut by a third party.
  var saysWhereItEnds: Bool {
    body.isEmpty || fields["Content-Length"] != nil || fields["Transfer-Encoding"] != nil
  }

  private mutating func open(_ line: [UInt8]) -> Bool {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard line.starts(with: "HTTP/".utf8), words.count > 1,
      let code = Int(Self.text(words[1])), (100...999).contains(code)
    else { return refuse("The response has no valid status line.") }
    status = code
    fields = Fields()
    head = .open
    return true
  }

  /// Ends the header. An interim response (status below 200) is dropped: the final one follows.
  private mutating func close() -> Bool {
    head = status.map { $0 < 200 } == true ? .awaited : .complete
    let lengths = fields.values(of: "Content-Length")
    guard lengths.allSatisfy({ $0 == lengths.first }) else {
      return refuse("The response has two lengths.")
    }
    return true
  }

  private mutating func addField(_ line: [UInt8]) -> Bool {
    if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
      fields.continueLast(with: Self.text(line[...]))
      return true
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      return refuse("The response's header has a line without a colon.")
    }
    // A field whose name is invalid is left out.
    if colon > 0, line[..<colon].allSatisfy(Self.isInName) {
      let name = String(decoding: line[..<colon], as: UTF8.self)
      fields.append(name, Self.text(line[(colon + 1)...]))
    }
    return true
  }

  /// A token's characters (RFC 9110, section 5.6.2).
  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: trimmed(bytes), as: UTF8.self)
  }

  /// The bytes without the white space and the line end around them.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    let rest = bytes.drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return [] }
    return rest[...last]
  }

  private mutating func refuse(_ refusal: String) -> Bool {
    self.refusal = refusal
    drop()
    return false
  }
}
