// SPDX-License-Identifier: Apache-2.0
import HTTP

/// A proxy, as `HTTPS_PROXY` names it: `[scheme://][user[:password]@]host[:port]`.
///
/// libcurl would read the variable itself and quote a wrong one with its password. So it is read
/// here: an error is found at the start, and libcurl gets address and credentials separately. Every
/// form that libcurl accepts is accepted, except one with a path, a query or a fragment: that would
/// be the rest of a password whose `/`, `?` or `#` is not percent-encoded.
public struct Proxy: Sendable, Equatable {
  private enum Scheme: String, CaseIterable {
    case http, https, socks4, socks4a, socks5, socks5h

    init?(_ name: Substring) {
      let name = name.lowercased()
      self.init(rawValue: name == "socks" ? "socks4" : name)
    }
  }

  /// The allowed form, as the end of a sentence that begins with "it must be".
  public static let allowed =
    "http://host:port or http://user:password@host:port, or the same with one of "
    + Scheme.allCases.dropFirst().map { "\($0)://" }.joined(separator: " ")
    + ", and any / ? # @ % or space in user or password percent-encoded"

  /// The proxy's address, `http://proxy.example:3128`. Without a port libcurl uses the default one.
  let address: String
  /// User and password.
  let credentials: ProxyCredentials?
  /// The hosts that are reached without it.
  let exceptions: ProxyExceptions

  /// Reads a proxy; `nil` for anything else.
  public init?(_ url: String, exceptions: ProxyExceptions = .none) {
    let name = url.prefix { $0 != ":" }
    let isNamed = url[name.endIndex...].hasPrefix("://")
    let rest = isNamed ? url[name.endIndex...].dropFirst(3) : url[...]
    let parts = (rest.hasSuffix("/") ? rest.dropLast() : rest)
      .split(separator: "@", omittingEmptySubsequences: false)
    guard let scheme = isNamed ? Scheme(name) : .http, parts.count <= 2,
      let authority = parts.last.flatMap({ Authority($0) })
    else { return nil }
    credentials = parts.count == 2 ? ProxyCredentials(parts[0]) : nil
    guard parts.count == 1 || credentials != nil else { return nil }
    address = "\(scheme)://\(authority.host.text)" + (authority.port.map { ":\($0)" } ?? "")
    self.exceptions = exceptions
  }

  /// The values that no log line and no error may contain.
  public var secrets: [String] { credentials?.secrets ?? [] }
}

extension Proxy: CustomStringConvertible, CustomReflectable {
  /// Its address.
  public var description: String { address }
  /// Empty, so that a dump of any value that holds a proxy shows no password.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A user and a password.
struct ProxyCredentials: Sendable, Equatable {
  /// `user:password`, percent-encoded, as libcurl's `CURLOPT_PROXYUSERPWD` wants it.
  let encoded: String
  /// The password, percent-encoded as it was written and decoded.
  let secrets: [String]

  /// Reads the part before the `@`; `nil` when a character in it should have been percent-encoded.
  init?(_ text: Substring) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"/?#".utf8.contains($0) }) else {
      return nil
    }
    let name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
    let password = text.utf8.dropFirst(name.count + 1)
    let (plainName, plainPassword) = (Self.decoded(name), Self.decoded(password))
    // libcurl would refuse a control character and quote the whole.
    guard (plainName + plainPassword).allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    encoded = "\(Self.encoded(plainName)):\(Self.encoded(plainPassword))"
    secrets = [String(Substring(password)), String(decoding: plainPassword, as: UTF8.self)]
  }

  /// Decodes as libcurl does: a % without two hexadecimal digits stays as it is.
  private static func decoded(_ text: Substring.UTF8View) -> [UInt8] {
    var (bytes, rest) = ([UInt8](), text)
    while let byte = rest.popFirst() {
      let digits = Substring(rest.prefix(2))
      let isEscape =
        byte == UInt8(ascii: "%") && digits.utf8.count == 2 && digits.allSatisfy(\.isHexDigit)
      bytes.append(isEscape ? UInt8(digits, radix: 16) ?? byte : byte)
      if isEscape { rest.removeFirst(2) }
    }
    return bytes
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
