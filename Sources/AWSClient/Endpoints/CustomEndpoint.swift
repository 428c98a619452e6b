// SPDX-License-Identifier: Apache-2.0
import HTTP

/// An endpoint that the user names: `https://host[:port][/path]`, or `http` to a loopback address.
///
/// Host and port are written as libcurl writes them into the `Host` field, because the signature
/// must match what is sent.
public struct CustomEndpoint: Sendable, Equatable {
  let variable: String
  let scheme: String
  let authority: String
  let basePath: String

  /// Reads a URL.
  ///
  /// - Parameter variable: the variable that contains it, for errors.
  /// - Throws: ``EndpointError/invalidValue(variable:value:allowed:)``.
  public init(_ url: String, variable: String) throws(EndpointError) {
    guard let parts = Parts(url) else {
      throw .invalidValue(variable: variable, value: Self.redacted(url), allowed: Self.allowed)
    }
    guard parts.scheme == .https || parts.host.isLoopback else {
      throw .invalidValue(variable: variable, value: Self.redacted(url), allowed: Self.allowedHTTP)
    }
    self.variable = variable
    scheme = parts.scheme.rawValue
    authority = parts.host.text + (parts.port.map { ":\($0)" } ?? "")
    basePath = parts.path
  }

  private static let allowed =
    "https://host[:port][/path], or http:// to a loopback address, without user, query and fragment"
  private static let allowedHTTP = "https://, or http:// to 127.0.0.0/8, [::1] or localhost"

  /// The URL without the parts that may be secret: user, password, query and fragment.
  ///
  /// A password may contain `?`, `#` or `/`, so everything up to the last `@` is left out. An `@`
  /// after a `?` or `#` may end a password or belong to a query: then nothing is shown. Bytes are
  /// compared, because a sign and a combining accent after it are one character.
  private static func redacted(_ url: String) -> String {
    let end = url.utf8.firstIndex { "?#".utf8.contains($0) } ?? url.endIndex
    let (shown, rest) = (url.utf8[..<end], url.utf8[end...])
    let at = UInt8(ascii: "@")
    guard !rest.contains(at) else { return "…" }
    let host = shown.lastIndex(of: at).map { "…" + String(Substring(shown[$0...])) }
    return (host ?? String(Substring(shown))) + (rest.isEmpty ? "" : "?…")
  }
}

private struct Parts {
  enum Scheme: String {
    case http, https
    var port: UInt16 { self == .http ? 80 : 443 }
  }

  let scheme: Scheme
  let host: Host
  /// `nil` when it is the scheme's own.
  let port: UInt16?
  /// Empty, or `/prefix` without a slash at its end.
  let path: String

  init?(_ url: String) {
    let start = url.prefix { $0 != ":" }
    guard let scheme = Scheme(rawValue: start.lowercased()) else { return nil }
    let rest = url[start.endIndex...]
    guard rest.hasPrefix("://") else { return nil }
    let authority = rest.dropFirst(3).prefix { $0 != "/" }
    guard let parsed = Authority(authority) else { return nil }
    guard let path = Self.basePath(rest[authority.endIndex...]) else { return nil }
    self.scheme = scheme
    host = parsed.host
    port = parsed.port == scheme.port ? nil : parsed.port
    self.path = path
  }

  /// Characters of a path that is percent-encoded already (RFC 3986, pchar).
  private static func basePath(_ text: Substring) -> String? {
    let allowed = "-._~!$&'()*+,;=:@/%"
    let isPath = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber) || allowed.contains($0)
    }
    let escapes = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
    let areEscapes = escapes.allSatisfy { $0.prefix(2).filter(\.isHexDigit).count == 2 }
    guard isPath, areEscapes else { return nil }
    let end = text.lastIndex { $0 != "/" }
    return end.map { String(text[...$0]) } ?? ""
  }
}
