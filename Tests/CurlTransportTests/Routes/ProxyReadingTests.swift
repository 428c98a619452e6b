// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

@Suite(.limited) struct ProxyReadingTests {
  /// The variable's value, and the address and credentials that libcurl gets.
  static let proxies: [(url: String, address: String, credentials: String?)] = [
    ("http://proxy:3128", "http://proxy:3128", nil), ("proxy:3128", "http://proxy:3128", nil),
    ("proxy", "http://proxy", nil), ("http://proxy/", "http://proxy", nil),
    ("HTTP://Proxy.Example:80", "http://proxy.example:80", nil),
    ("https://proxy", "https://proxy", nil), ("socks5h://proxy:1080", "socks5h://proxy:1080", nil),
    ("socks://proxy", "socks4://proxy", nil), ("socks4://10.0.0.1", "socks4://10.0.0.1", nil),
    ("http://[FD00::1]:3128", "http://[fd00::1]:3128", nil),
    ("http://svc:s3cret@proxy:3128", "http://proxy:3128", "svc:s3cret"),
    ("svc:s3cret@proxy:3128/", "http://proxy:3128", "svc:s3cret"),
    ("http://svc@proxy", "http://proxy", "svc:"), ("http://:x@proxy", "http://proxy", ":x"),
    ("http://s%23:%2F%3f%40%20%25@proxy", "http://proxy", "s%23:%2f%3f%40%20%25"),
    ("http://CORP\\svc:a:b@proxy", "http://proxy", "CORP%5csvc:a%3ab"),
    ("http://svc:100%sure%@proxy", "http://proxy", "svc:100%25sure%25"),
    ("http://svc:é%C3%A9@proxy", "http://proxy", "svc:%c3%a9%c3%a9"),
  ]

  @Test("20: a proxy is read as libcurl reads it", arguments: proxies)
  func taken(url: String, address: String, credentials: String?) throws {
    let proxy = try #require(Proxy(url))
    #expect(proxy.address == address && proxy.credentials?.encoded == credentials)
  }

  @Test(
    "20: an ambiguous or meaningless value is refused",
    arguments: [
      "", "/", "http://", "http:///", "http://:3128", "ftp://proxy:21", "://proxy", "http:/proxy",
      "http://proxy:99999", "http://proxy:0", "http://proxy:", "http://proxy:x", "http://proxy:+1",
      "http://proxy/path", "http://proxy//", "http://proxy?x", "http://proxy#x", "http://pro xy",
      " http://proxy", "http://proxy ", "http://svc:a#1@proxy", "http://svc:a/1@proxy",
      "http://svc:1/@proxy", "http://svc:a?1@proxy", "http://svc:a 1@proxy", "http://svc:a@1@proxy",
      "http://svc:a\t@proxy", "http://svc:%0A@proxy", "http://svc:%00@proxy",
      "http://svc:%7F@proxy",
      "http://svc:a@", "http://svc:a@proxy:99999", "http://svc:a", "svc:a", "http://svc:a@@proxy",
      "http://svc:a@\u{301}proxy", "http://svc:a@pröxy", "http://[::1", "http://127.1:3128",
    ])
  func refused(url: String) { #expect(Proxy(url) == nil) }

  @Test("97: a printed proxy shows neither user nor password")
  func printed() throws {
    let proxy = try #require(Proxy("http://svc:s3%2Fcret@proxy:3128"))
    var dumped = ""
    dump(Route(proxy: proxy, trustedCertificates: nil), to: &dumped)
    for text in ["\(proxy)", String(reflecting: proxy), dumped] {
      #expect(!text.contains("svc") && !text.contains("cret"))
    }
    #expect(proxy.secrets == ["s3%2Fcret", "s3/cret"])
  }

  /// Lists, hosts, and whether the host is among them, as in libcurl.
  static let lists: [(list: String, host: String, isMember: Bool)] = [
    ("", "example.com", false), ("*", "example.com", true), ("*", "10.0.0.1", true),
    ("example.com", "example.com", true), ("EXAMPLE.com", "example.COM", true),
    ("example.com", "www.example.com", true), (".example.com", "www.example.com", true),
    (".example.com", "example.com", true), ("example.com", "notexample.com", false),
    ("www.example.com", "example.com", false), ("example.com", "example.com.org", false),
    ("a,example.com", "example.com", true), ("a  example.com", "example.com", true),
    (" a , ,example.com, ", "example.com", true), ("example.com.", "www.example.com", true),
    ("com", "example.com", true),
    (".", "example.com", false), ("*.example.com", "www.example.com", false),
    ("a,*", "example.com", false), ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.11", false),
    ("0.0.1", "10.0.0.1", false), ("10.0.0.0/8", "10.255.0.1", true),
    ("10.0.0.0/8", "11.0.0.1", false), ("10.1.0.0/15", "10.0.0.1", true),
    ("10.128.0.0/9", "10.127.0.1", false), ("10.0.0.0/32", "10.0.0.1", false),
    ("0.0.0.0/0", "10.0.0.1", true), ("0.0.0.0/0", "[::1]", false), ("10.0.0.0/8", "ten", false),
    ("::1", "[::1]", true), ("[::1]", "[::1]", true), ("fd00::/8", "[fdff::1]", true),
    ("fd00::/8", "[fe80::1]", false), ("127.0.0.1", "localhost", false),
  ]

  @Test(
    "20: exceptions are names, what is beneath them, addresses and networks", arguments: lists)
  func exceptions(list: String, host: String, isMember: Bool) throws {
    let exceptions = try #require(ProxyExceptions(list))
    #expect(exceptions.contains(try #require(Host(host))) == isMember)
  }

  @Test(
    "20: a value that cannot be a list of hosts is refused",
    arguments: [
      "https://example.com", "a,b/c", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "fd00::/129",
      "a@b",
    ])
  func refusedExceptions(list: String) { #expect(ProxyExceptions(list) == nil) }
}
