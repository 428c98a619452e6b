// SPDX-License-Identifier: Apache-2.0
import JSON

/// Bytes as a JSON text.
struct JSONInput {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func value() {
    guard let value = try? JSON(parsing: bytes) else { return }
    let written = value.bytes
    require(!written.contains { $0 < 32 }, "a value is written on one line")
    require((try? JSON(parsing: written)) == value, "a value is read as it was written")
  }
}
