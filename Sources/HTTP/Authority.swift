// SPDX-License-Identifier: Apache-2.0

/// A host, and a port if one is named: `example.com`, `127.0.0.1:5000`, `[::1]:80`.
package struct Authority: Sendable, Equatable {
  /// The host.
  package let host: Host
  /// The port, 1…65535; `nil` when none is named.
  package let port: UInt16?

  /// Reads an authority without user information; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    // A colon within the brackets of an IPv6 address does not begin a port.
    let end = text.firstIndex(of: "]").map(text.index(after:)) ?? text.startIndex
    let colon = text[end...].firstIndex(of: ":")
    guard let host = Host(text[..<(colon ?? text.endIndex)]) else { return nil }
    self.host = host
    guard let colon else { port = nil; return }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(digits), port > 0
    else { return nil }
    self.port = port
  }
}
