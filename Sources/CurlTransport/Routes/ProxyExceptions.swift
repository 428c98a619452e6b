// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The hosts that are reached without the proxy, as `NO_PROXY` lists them.
///
/// The rules are libcurl's. They are applied here because libcurl does not tell whether it used the
/// proxy, and a proxy that cannot be reached needs different advice than a server that cannot.
public struct ProxyExceptions: Sendable, Equatable {
  /// The allowed form, as the end of a sentence that begins with "it must be".
  public static let allowed =
    "* or a list of names, addresses and networks (10.0.0.0/8), separated by commas or spaces"
  /// No host.
  public static let none = ProxyExceptions(isEveryHost: false, entries: [])

  private let isEveryHost: Bool
  private let entries: [Entry]

  private init(isEveryHost: Bool, entries: [Entry]) {
    (self.isEveryHost, self.entries) = (isEveryHost, entries)
  }

  /// Reads a list; `nil` for anything else.
  public init?(_ list: String) {
    let words = list.split { $0 == "," || $0.isWhitespace }
    let entries = words.compactMap { Entry($0) }
    guard entries.count == words.count else { return nil }
    self.init(isEveryHost: words == ["*"], entries: entries)
  }

  /// Whether `host` is reached without the proxy.
  func contains(_ host: Host) -> Bool { isEveryHost || entries.contains { $0.matches(host) } }
}

private enum Entry: Sendable, Equatable {
  /// This name, and every name that ends with a point and this name.
  case name(String)
  /// Every address whose first `bits` bits are these.
  case network([UInt8], bits: Int)

  init?(_ word: Substring) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    if let address = (Host(parts[0]) ?? Host("[\(parts[0])]"))?.address {
      let most = address.count * 8
      let bits = parts.count == 1 ? most : parts.count == 2 ? UInt8(parts[1]).map(Int.init) : nil
      guard let bits, bits <= most else { return nil }
      self = .network(address, bits: bits)
    } else {
      // A URL is refused. Anything else that cannot be a name matches no host.
      guard parts.count == 1, !word.utf8.contains(UInt8(ascii: "@")) else { return nil }
      // A point before or after a name has no meaning.
      self = .name(word.lowercased().split(separator: ".").joined(separator: "."))
    }
  }

  func matches(_ host: Host) -> Bool {
    switch self {
    case .name(let name):
      host.address == nil && (host.text == name || host.text.hasSuffix(".\(name)"))
    case .network(let network, let bits):
      host.address.map { Self.agree($0, network, bits: bits) } ?? false
    }
  }

  private static func agree(_ one: [UInt8], _ other: [UInt8], bits: Int) -> Bool {
    one.count == other.count
      && one.indices.allSatisfy { index in
        let counted = min(max(bits - index * 8, 0), 8)
        return (one[index] ^ other[index]) >> (8 - counted) == 0
      }
  }
}
