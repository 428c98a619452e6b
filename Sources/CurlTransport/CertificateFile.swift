// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// A file of certificates, PEM, as far as it can be judged without decoding them: to decode a system's 140
/// takes more time than a whole start.
///
/// Checked is that the trust store will come to the file's end, for it stops at a block that it cannot
/// read, and then knows nothing of all behind it. Every block has its first and its last line and
/// Base64 between them; a certificate's is one ASN.1 sequence of the length that it states. There is at
/// least one certificate. Text between blocks is ignored. Whether a certificate is valid is seen when it
/// is needed.
public enum CertificateFile {
  /// What is wrong with a file.
  public enum Fault: Error, Equatable {
    /// It cannot be opened or read.
    case unreadable
    /// It holds no certificate.
    case empty
    /// The block in this line cannot be read: its first line, or a last line without a first.
    case broken(line: Int)
  }

  /// Checks the file at `path`.
  public static func check(_ path: String) throws(Fault) { try check(try bytes(of: path)) }

  static func check(_ text: [UInt8]) throws(Fault) {
    let (blocks, certificates) = read(text)
    if let line = brokenLine(of: text, behind: blocks) { throw .broken(line: line) }
    guard certificates > 0 else { throw .empty }
  }

  /// How many blocks are read up to the first that cannot be, and how many of them are certificates.
  private static func read(_ text: [UInt8]) -> (blocks: Int, certificates: Int) {
    unsafe text.withUnsafeBytes { bytes in
      defer { ERR_clear_error() }
      var (blocks, certificates) = (0, 0)
      guard let input = unsafe BIO_new_mem_buf(bytes.baseAddress, CInt(clamping: bytes.count))
      else {
        return (0, 0)
      }
      defer { unsafe BIO_free(input) }
      while let block = unsafe EncodedCertificate(nextIn: input), block.isWhole {
        blocks += 1
        certificates += block.isCertificate ? 1 : 0
      }
      return (blocks, certificates)
    }
  }

  /// The line of what is not read behind so many blocks that are; `nil` when there is nothing.
  private static func brokenLine(of text: [UInt8], behind blocks: Int) -> Int? {
    let bounds = Bound.all(in: text)
    let broken = bounds.indices.first { index in
      !bounds[index].isWellFormed || bounds[index].isBeginning != index.isMultiple(of: 2)
        || index == 2 * blocks
    }
    return broken.map { index in text[..<bounds[index].place].count { $0 == newline } + 1 }
  }

  private static func bytes(of path: String) throws(Fault) -> [UInt8] {
    defer { ERR_clear_error() }
    guard let file = unsafe BIO_new_file(path, "r") else { throw .unreadable }
    defer { unsafe BIO_free(file) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = Int(unsafe BIO_read(file, &buffer, CInt(buffer.count)))
      guard count >= 0 else { throw .unreadable }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// The first or the last line of a block, or what was to be one.
private struct Bound {
  /// Where its hyphens begin.
  let place: Int
  let isBeginning: Bool
  /// Whether OpenSSL takes it for one: nothing stands before it, and nothing behind its last hyphens.
  let isWellFormed: Bool

  /// Base64 has no hyphen: between bounds there is nothing to look at.
  static func all(in text: [UInt8]) -> [Bound] {
    var (bounds, rest) = ([Bound](), text[...])
    while let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) {
      let bound = Bound(at: hyphen, in: text)
      bounds += bound.map { [$0] } ?? []
      let line = text[hyphen...]
      rest = bound == nil ? line.dropFirst() : line.drop { $0 != newline }
    }
    return bounds
  }

  private init?(at place: Int, in text: [UInt8]) {
    let line = text[place...].prefix { $0 != newline }
    isBeginning = line.starts(with: "-----BEGIN ".utf8)
    guard isBeginning || line.starts(with: "-----END ".utf8) else { return nil }
    let shown = line.lastIndex { $0 > 0x20 }.map { line[...$0] } ?? []
    isWellFormed =
      shown.suffix(5).elementsEqual("-----".utf8) && (place == 0 || text[place - 1] == newline)
    self.place = place
  }
}

private let newline = UInt8(ascii: "\n")
