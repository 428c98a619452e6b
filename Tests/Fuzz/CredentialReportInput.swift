// SPDX-License-Identifier: Apache-2.0
import CredentialReport
import UTC

/// Bytes as a credential report, in base64 or before it was put into it.
struct CredentialReportInput {
  private static let now = Timestamp(secondsSince1970: 1_795_564_800)
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func report() {
    check(bytes)
    check(base64(bytes))
  }

  private func check(_ text: [UInt8]) {
    guard
      let report = try? CredentialReport(
        base64: text, generated: Self.now, keysFrom: 100, at: Self.now)
    else { return }
    for case let created? in report.excluded.values {
      require(Self.now - created < .seconds(8_640_000), "nobody with an old key is excluded")
    }
  }

  private func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : 61)
      }
    }
    return text
  }
}
