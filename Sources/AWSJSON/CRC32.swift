// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP

/// The checksum that DynamoDB sends in `x-amz-crc32`: CRC-32 as in zlib and Ethernet
/// (polynomial 0x04C11DB7, reflected).
enum CRC32 {
  /// Refuses a body that does not have its field's checksum. A response without the field passes.
  static func check(_ response: Response) throws(MalformedResponse) {
    guard let field = response.fields["x-amz-crc32"] else { return }
    guard let expected = UInt32(field), checksum(of: response.body) == expected else {
      throw MalformedResponse("the body does not have the checksum in x-amz-crc32")
    }
  }

  static func checksum(of bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : 0xEDB8_8320 ^ (value >> 1)
    }
  }
}
