// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// Checks a file of certificates, PEM, without decoding them: decoding a system's 140 takes longer
/// than a whole start.
///
/// The trust store stops at a block that it cannot read and misses all blocks after it. The check
/// finds out whether it will reach the file's end. Every block must have a first and a last line
/// with Base64 between them, a certificate must be one ASN.1 sequence of the length that it states,
/// and there must be at least one certificate. Text between blocks is ignored. Whether a
/// certificate is valid is checked when it is used.
public enum CertificateFile {
  /// What is wrong with a file.
  public enum Fault: Error, Equatable {
    /// It cannot be opened or read.
    case unreadable
    /// It contains no certificate.
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

  /// How many blocks can be read before the first that cannot, and how many of them are
  /// certificates.
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

  /// The line of the first block that cannot be read, after `blocks` that can; `nil` when there is
  /// none.
  private static func brokenLine(of text: [UInt8], behind blocks: Int) -> Int? {
    let bounds = Bound.all(in: text)
    let broken = bounds.indices.first { index in
      !bounds[index].isWellFormed || bounds[index].isBeginning != index.isMultiple(of: 2)
        || index == 2 * blocks
    }
    return broken.map { index in text[..<bounds[index].index].count { $0 == newline } + 1 }
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

/// The first or the last line of a block, well-formed or not.
private struct Bound {
  /// Where its hyphens begin.
  let index: Int
  let isBeginning: Bool
  /// Whether OpenSSL accepts it. It must fill the whole line.
  let isWellFormed: Bool

  /// Base64 has no hyphen, so each hyphen may begin a bound.
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

  private init?(at index: Int, in text: [UInt8]) {
    let line = text[index...].prefix { $0 != newline }
    isBeginning = line.starts(with: "-----BEGIN ".utf8)
    guard isBeginning || line.starts(with: "-----END ".utf8) else { return nil }
    let shown = line.lastIndex { $0 > 0x20 }.map { line[...$0] } ?? []
    isWellFormed =
      shown.suffix(5).elementsEqual("-----".utf8) && (index == 0 || text[index - 1] == newline)
    self.index = index
  }
}

private let newline = UInt8(ascii: "\n")
