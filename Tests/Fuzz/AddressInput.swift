// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// Bytes in the place of a user's name or tag, of which an address is made.
struct AddressInput {
  private let text: String

  init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

  func address() {
    guard let address = EmailAddress(text)?.description.utf8 else { return }
    require(
      address.allSatisfy { $0 > 32 && $0 < 127 && !",;:<>()[]\\\"".utf8.contains($0) },
      "an address is nothing but one address")
    require(address.count(where: { $0 == 64 }) == 1, "an address has one @")
  }
}
