// SPDX-License-Identifier: Apache-2.0
internal import HTTP

/// Who is reached without the proxy, as `NO_PROXY` lists them.
///
/// The rules are libcurl's. They are applied here because libcurl does not tell which way it took, and a
/// proxy that cannot be reached needs another advice than a server that cannot.
public struct ProxyExceptions: Sendable, Equatable {
  /// What may be written, as the end of a sentence that begins with "it must be".
  public static let allowed =
    "* or a list of names, addresses and networks (10.0.0.0/8), separated by commas or spaces"
  /// Nobody.
  public static let none = ProxyExceptions(isEverybody: false, entries: [])

  private let isEverybody: Bool
  private let entries: [Entry]

  private init(isEverybody: Bool, entries: [Entry]) {
    (self.isEverybody, self.entries) = (isEverybody, entries)
  }

  /// Reads a list; `nil` for anything else.
  public init?(_ list: String) {
    let words = list.split { $0 == "," || $0.isWhitespace }
    let entries = words.compactMap { Entry($0) }
    guard entries.count == words.count else { return nil }
    self.init(isEverybody: words == ["*"], entries: entries)
  }

  /// Whether `host` is reached without the proxy.
  func contains(_ host: Host) -> Bool { isEverybody || entries.contains { $0.matches(host) } }
}

private enum Entry: Sendable, Equatable {
  /// This name, and every one that ends with a point and this name.
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
      // A URL is refused. What else can be no name is no host's either, and means nobody.
      guard parts.count == 1, !word.utf8.contains(UInt8(ascii: "@")) else { return nil }
      // A point before or behind a name says nothing more.
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
