// SPDX-License-Identifier: Apache-2.0

/// The specification's `UriEncode`: every byte but the unreserved ones becomes `%XX`, upper case.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct UriEncode {
  private let kept: [Bool]

  /// For names and values of a query string.
  static let component = UriEncode(keeping: "-._~")
  /// For a path: the slashes between its segments stay.
  static let path = UriEncode(keeping: "-._~/")

  private init(keeping others: String) {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    let bytes = Set((letters + others).utf8)
    kept = (0...UInt8.max).map(bytes.contains)
  }

  func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      if kept[Int(byte)] {
        output.append(byte)
      } else {
        output += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      }
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

extension Sequence<UInt8> {
  /// Undoes percent-encoding; a `%` that no two hexadecimal digits follow stands for itself.
  func uriDecoded() -> [UInt8] {
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
