// SPDX-License-Identifier: Apache-2.0
import HTTP

/// A form in the format `application/x-www-form-urlencoded`.
struct FormBody {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ name: String, _ value: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
    PercentEncoding.component.append(name.utf8, to: &bytes)
    bytes.append(UInt8(ascii: "="))
    PercentEncoding.component.append(value.utf8, to: &bytes)
  }
}
