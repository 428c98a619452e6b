// SPDX-License-Identifier: Apache-2.0
import AWSClient
import Testing
import TestSupport

@testable import AWSXML

@Suite(.limited) struct XMLTests {
  private func text(_ document: [UInt8]) throws -> String? {
    try XMLParser.root(of: document).child(named: "T")?.text
  }

  @Test(
    "P10, P14: a text is read by XML's rules",
    arguments: [
      ("<R><T>a</T></R>", "a"), ("<R><T/></R>", ""), ("<R><T> a\n b </T></R>", " a\n b "),
      ("<R><T>&amp;&lt;&gt;&quot;&apos;</T></R>", "&<>\"'"),
      ("<R><T>&#x4e2d;&#20013;</T></R>", "中中"), ("<R><T><![CDATA[<a>&amp;]]></T></R>", "<a>&amp;"),
      ("<R><T>a<!-- b -->c</T></R>", "ac"), ("<R><!-- x --><T>a</T><!-- y --></R>", "a"),
      ("<R>\n<?pi data?><T>a</T>\n</R>", "a"), ("\u{FEFF}<R><T>a</T></R>", "a"),
      ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<R><T>é</T></R>", "é"),
      ("<R xmlns=\"urn:a\"><T>a</T></R>", "a"), ("<p:R xmlns:p=\"urn:a\"><p:T>a</p:T></p:R>", "a"),
      ("<R xmlns=\"urn:a\" xmlns:p=\"urn:a\"><p:T at='1'>a</p:T></R>", "a"),
      ("<R><T>a\r\nb</T></R>", "a\nb"), ("<R><S/><T>a</T><S>b</S></R>", "a"),
    ])
  func read(document: String, expected: String) throws {
    #expect(try text(Array(document.utf8)) == expected)
  }

  @Test("other encodings become UTF-8")
  func encodings() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><R><T>".utf8) + [0xE9]
    #expect(try text(latin + Array("</T></R>".utf8)) == "é")
    let wide = "<R><T>é中</T></R>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try text([0xFF, 0xFE] + wide) == "é中")
  }

  private static let nested = String(repeating: "<a>", count: 10_000)
  private static let bomb = """
    <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <R><T>&b;</T></R>
    """

  @Test(
    "P7, P14, 91: refused documents",
    arguments: [
      "", " ", "text", "<R>", "<R></S>", "<R/><R/>", "<R/>text", "<R><T></R></T>", "<R a=1/>",
      "<R><T>&undefined;</T></R>", "<R><T>&#0;</T></R>", "<R><T>\u{1}</T></R>",
      "<R><T>a<b/>c</T></R>", "<R><T><b/>c</T></R>", "<R><T>a<b/></T></R>", "<R>]]></R>",
      "<!DOCTYPE R><R><T>a</T></R>", "<!DOCTYPE R SYSTEM 'file:///etc/passwd'><R><T>a</T></R>",
      "<!DOCTYPE R [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><R><T>&e;</T></R>", bomb,
      nested, nested + String(repeating: "</a>", count: 10_000),
      "<R>" + String(repeating: "<a/>", count: 100_000) + "</R>",
      "<R><T>" + String(repeating: "x", count: 1_048_577) + "</T></R>",
    ])
  func refused(document: String) {
    #expect(throws: MalformedResponse.self) { try XMLParser.root(of: Array(document.utf8)) }
  }

  @Test("bytes that are not UTF-8 are refused", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80]])
  func notUTF8(bytes: [UInt8]) {
    let document = Array("<R><T>".utf8) + bytes + Array("</T></R>".utf8)
    #expect(throws: MalformedResponse.self) { try text(document) }
  }

  @Test("the limits themselves are accepted")
  func limits() throws {
    let deep = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
    let wide = "<R>" + String(repeating: "<a/>", count: 99_999) + "</R>"
    #expect(try XMLParser.root(of: Array(deep.utf8)).name == "a")
    #expect(try XMLParser.root(of: Array(wide.utf8)).children.count == 99_999)
  }

  @Test("a caller may allow a larger text, as a credential report is", arguments: [0, 1])
  func textLimit(excess: Int) throws {
    let text = String(repeating: "x", count: 2_000_000 + excess)
    let root = { () throws(MalformedResponse) in
      try XMLParser.root(of: Array("<R><T>\(text)</T></R>".utf8), textLimit: 2_000_000)
    }
    guard excess == 0 else {
      #expect(throws: MalformedResponse("XML line 1: a text of more than 2000000 bytes")) {
        try root()
      }
      return
    }
    #expect(try root().child(named: "T")?.text == text)
  }

  @Test("a reason names the line and expat's own words")
  func reason() {
    #expect(throws: MalformedResponse("XML line 2: mismatched tag")) {
      try XMLParser.root(of: Array("<R>\n<T></R>".utf8))
    }
    #expect(throws: MalformedResponse("XML line 1: a DOCTYPE")) {
      try XMLParser.root(of: Array("<!DOCTYPE R><R/>".utf8))
    }
  }
}
