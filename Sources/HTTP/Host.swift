// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The host of a URL: a name, an IPv4 address, or an IPv6 address in brackets, each in its
/// canonical form.
package struct Host: Sendable, Equatable {
  /// As in a URL and in the `Host` field: lower case, an IPv6 address shortened and in brackets.
  package let text: String
  /// An address's 4 or 16 bytes; `nil` for a name.
  package let address: [UInt8]?

  /// Reads a host; `nil` for anything else.
  package init?(_ host: some StringProtocol) {
    if host.hasPrefix("["), host.hasSuffix("]") {
      guard let (address, text) = Self.ipv6(String(host.dropFirst().dropLast())) else { return nil }
      (self.address, self.text) = (address, "[\(text)]")
    } else if let address = Self.ipv4(host) {
      (self.address, text) = (address, String(host))
    } else {
      guard Self.isName(host) else { return nil }
      (address, text) = (nil, host.lowercased())
    }
  }

  /// `127.0.0.0/8`, `[::1]` or `localhost`: what is sent there stays on the machine.
  package var isLoopback: Bool {
    guard let address else { return text == "localhost" }
    return address.count == 4 ? address[0] == 127 : text == "[::1]"
  }

  /// Four decimal numbers. Shorter and other forms are addresses only to libcurl: `127.1`.
  private static func ipv4(_ host: some StringProtocol) -> [UInt8]? {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let octets = parts.compactMap { part in
      UInt8(part).flatMap { String($0) == part ? $0 : nil }
    }
    return parts.count == 4 && octets.count == 4 ? octets : nil
  }

  private static func ipv6(_ text: String) -> (address: [UInt8], text: String)? {
    var address = [UInt8](repeating: 0, count: 16)
    guard unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard unsafe inet_ntop(AF_INET6, address, &buffer, socklen_t(buffer.count)) != nil else {
      return nil
    }
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return (address, String(decoding: bytes, as: UTF8.self))
  }

  /// Labels of letters, digits, hyphens and underscores. The last one is not a number: libcurl
  /// would read the whole as an address and write it differently.
  private static func isName(_ host: some StringProtocol) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let areLabels = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count)
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" }
    }
    guard areLabels, host.utf8.count <= 253, let last = labels.last?.lowercased() else {
      return false
    }
    return !last.allSatisfy(\.isNumber) && !last.hasPrefix("0x")
  }
}
