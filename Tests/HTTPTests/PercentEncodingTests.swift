// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@Suite(.limited) struct PercentEncodingTests {
  @Test(arguments: [
    ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b+c", "a%20b%2Bc"), ("/?&=%", "%2F%3F%26%3D%25"),
    ("é漢", "%C3%A9%E6%BC%A2"), ("ana@example.com", "ana%40example.com"), ("a=b,c", "a%3Db%2Cc"),
    ("b#c", "b%23c"), ("\u{0}\n\u{7F}", "%00%0A%7F"),
  ])
  func component(_ text: String, _ encoded: String) {
    #expect(PercentEncoding.component.encoded(text) == encoded)
  }

  @Test func aPathKeepsItsSlashes() {
    #expect(PercentEncoding.path.encoded("/a b/c?") == "/a%20b/c%3F")
  }

  @Test(arguments: [
    ("", ""), ("a%20b", "a b"), ("%c3%A9", "é"), ("+", "+"), ("%", "%"), ("%4", "%4"),
    ("%zz%41", "%zzA"), ("%%41", "%A"),
  ])
  func decoded(_ text: String, _ decoded: String) {
    #expect(String(decoding: text.utf8.percentDecoded(), as: UTF8.self) == decoded)
  }
}
