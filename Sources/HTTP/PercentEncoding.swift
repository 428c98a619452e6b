// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding as AWS requires it in paths, queries, forms and signatures: every byte becomes
/// `%XX`, in upper case, except RFC 3986's unreserved characters and those that the encoding keeps.
///
/// The specification of SigV4 calls it
/// [UriEncode](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request).
public struct PercentEncoding: Sendable {
  private let isKept: [Bool]

  /// For one segment of a path, and for names and values of a query or a form.
  ///
  /// A space becomes `%20`, which means a space everywhere. A `+` means a space only in a form.
  public static let component = PercentEncoding(keeping: "")
  /// For a whole path: the slashes between its segments stay.
  public static let path = PercentEncoding(keeping: "/")

  private init(keeping others: String) {
    let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    let bytes = Set((unreserved + others).utf8)
    isKept = (0...UInt8.max).map(bytes.contains)
  }

  /// Adds `bytes` in their encoded form to `output`.
  public func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      if isKept[Int(byte)] {
        output.append(byte)
      } else {
        output += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      }
    }
  }

  /// `text` in its encoded form.
  public func encoded(_ text: String) -> String {
    var output: [UInt8] = []
    append(text.utf8, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

extension Sequence<UInt8> {
  /// The decoded bytes. A `%` that two hexadecimal digits do not follow stays as it is.
  public func percentDecoded() -> [UInt8] {
    let bytes = Array(self)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), let byte = byte(of: bytes[(index + 1)...].prefix(2)) {
        output.append(byte)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private func byte(of digits: ArraySlice<UInt8>) -> UInt8? {
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return values.count == 2 ? UInt8(values[0] << 4 | values[1]) : nil
  }
}
