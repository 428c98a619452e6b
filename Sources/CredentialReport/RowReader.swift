// SPDX-License-Identifier: Apache-2.0

/// Reads comma-separated values ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) row by row from
/// base64. Lines end with LF or CRLF, the last one perhaps with neither. A byte order mark is passed over.
struct RowReader<Text: Sequence<UInt8>> {
  /// No row of a report is near it: a name has 64 characters, an ARN a few hundred.
  private static var longestRow: Int { 16_384 }

  private enum Place {
    case plain
    case quoted
    /// Behind a quote in a quoted field: it ends the field, or stands for itself if another follows.
    case behindQuote
  }

  private var bytes: Base64Reader<Text>
  private var isAtStart = true
  private var isAtEnd = false

  init(_ base64: Text) { bytes = Base64Reader(base64) }

  /// The fields of the next row that is not empty; `nil` behind the last one.
  mutating func next() throws(CredentialReportError) -> [[UInt8]]? {
    while !isAtEnd {
      var row = try row()
      if isAtStart, row[0].starts(with: [0xEF, 0xBB, 0xBF]) { row[0].removeFirst(3) }
      isAtStart = false
      if row != [[]] { return row }
    }
    return nil
  }

  private mutating func row() throws(CredentialReportError) -> [[UInt8]] {
    var (fields, place, size) = ([[UInt8]()], Place.plain, 0)
    while let byte = try byte() {
      size += 1
      guard size <= Self.longestRow else { throw .malformed("a row is too long") }
      if byte == UInt8(ascii: "\n"), place != .quoted { return fields }
      try Self.add(byte, to: &fields, &place)
    }
    guard place != .quoted else { throw .malformed("a quoted value does not end") }
    isAtEnd = true
    return fields
  }

  private static func add(
    _ byte: UInt8, to fields: inout [[UInt8]], _ place: inout Place
  ) throws(CredentialReportError) {
    let last = fields.count - 1
    switch (byte, place) {
    case (UInt8(ascii: "\""), .plain) where fields[last].isEmpty: place = .quoted
    case (UInt8(ascii: "\""), .quoted): place = .behindQuote
    case (UInt8(ascii: "\""), .behindQuote):
      fields[last].append(byte)
      place = .quoted
    case (_, .quoted): fields[last].append(byte)
    case (UInt8(ascii: ","), _):
      fields.append([])
      place = .plain
    case (UInt8(ascii: "\r"), _): break
    case (UInt8(ascii: "\""), _), (_, .behindQuote): throw .malformed("a quote is out of place")
    case (_, .plain): fields[last].append(byte)
    }
  }

  private mutating func byte() throws(CredentialReportError) -> UInt8? {
    do throws(NotBase64) {
      return try bytes.next()
    } catch {
      throw .malformed("it is not base64, or was cut")
    }
  }
}
