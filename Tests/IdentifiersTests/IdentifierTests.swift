// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Testing
import TestSupport

@Suite(.limited) struct IdentifierTests {
  @Test(arguments: [
    ("123456789012", true), ("000000000000", true), ("", false), ("12345678901", false),
    ("1234567890123", false), ("12345678901x", false), ("12345678901２", false),
    ("<script>1234", false), (" 23456789012", false),
  ])
  func accountID(_ text: String, _ isOne: Bool) {
    #expect(AccountID(text)?.description == (isOne ? text : nil))
  }

  @Test("a user's name is never empty, and is the same in any case")
  func userName() throws {
    #expect(UserName("") == nil)
    #expect(UserName(String(repeating: "x", count: 128)) != nil)
    #expect(UserName(String(repeating: "x", count: 129)) == nil)
    let bob = try #require(UserName("Bob"))
    #expect(bob.isSameUser(as: "bOB") && !bob.isSameUser(as: "Bobby"))
    #expect("\(bob)" == "Bob")
  }

  @Test("users of different accounts differ, and an unknown account is not any account")
  func userID() throws {
    let bob = try #require(UserName("Bob"))
    let (one, other) = (AccountID("123456789012"), AccountID("210987654321"))
    let ids: Set = [
      UserID(account: one, name: bob), UserID(account: other, name: bob),
      UserID(account: nil, name: bob),
    ]
    #expect(ids.count == 3)
  }

  @Test(arguments: [
    ("AKIAIOSFODNN7EXAMPLE", true), ("a_1", true), ("", false), ("AKIA 1", false),
    ("AKIA-1", false), ("AKIAé", false), ("AKIA<1>", false), ("AKIA1\n", false),
    (String(repeating: "A", count: 128), true), (String(repeating: "A", count: 129), false),
  ])
  func accessKeyID(_ text: String, _ isOne: Bool) {
    #expect(AccessKeyID(text)?.description == (isOne ? text : nil))
  }

  @Test(
    "an account's name is one line of text",
    arguments: [
      ("production", true), ("R&D <old>, \"x\"", true), ("Zürich 漢字 👩‍💻", true), ("x", true),
      ("", false), (" ", false), (" a", false), ("a ", false), ("a\u{A0}", false), ("a\nb", false),
      ("a\r\nBcc: b@x.org", false), ("a\u{0}b", false), ("a\u{7F}b", false), ("a\u{85}b", false),
      ("a\u{2028}b", false), ("a\u{202E}b", false), (String(repeating: "é", count: 64), true),
      (String(repeating: "é", count: 65), false),
    ])
  func accountName(_ text: String, _ isOne: Bool) {
    #expect(AccountName(text)?.description == (isOne ? text : nil))
  }

  @Test func anAccessKeyIDIsRedacted() {
    #expect(AccessKeyID("AKIAIOSFODNN7EXAMPLE")?.redacted == "AKIA…MPLE")
  }

  @Test(arguments: [
    ("Email", true), ("aws:created by", true), ("é漢字٣", true), ("a_.:/=+-@", true),
    (" ", true), ("", false), ("a#b", false), ("a;b", false), ("<a>", false), ("a\u{0}", false),
    (String(repeating: "é", count: 128), true), (String(repeating: "é", count: 129), false),
  ])
  func tagKey(_ text: String, _ isOne: Bool) {
    #expect(TagKey(text)?.description == (isOne ? text : nil))
  }

  @Test func aTagKeyIsTheSameInAnyCase() throws {
    let (one, other) = (try #require(TagKey("E-Mail")), try #require(TagKey("e-mail")))
    #expect(one.isSame(as: other) && one != other)
    #expect(!one.isSame(as: try #require(TagKey("email"))))
  }

  @Test("7: an ARN contains the account, if it has one")
  func arn() throws {
    let function = try #require(
      ARN("arn:aws-cn:lambda:cn-north-1:210987654321:function:x:$LATEST"))
    #expect(function.partition == "aws-cn" && function.service == "lambda")
    #expect(function.region == "cn-north-1" && function.resource == "function:x:$LATEST")
    #expect(function.account == AccountID("210987654321"))
    let bucket = try #require(ARN("arn:aws:s3:::bucket/key"))
    #expect(bucket.account == nil && bucket.region.isEmpty && bucket.resource == "bucket/key")
    let odd = try #require(ARN("arn:aws:lambda:eu-west-1:<script>1234:function:x"))
    #expect(odd.account == nil)
  }

  @Test(arguments: [
    "", "arn:aws:lambda", "::::::", "arn:aws:lambda:eu-west-1:123456789012",
    "arn:aws:lambda:eu-west-1:123456789012:", "arn::lambda:::x", "arn:aws::::x",
    "ARN:aws:lambda:::x", " arn:aws:lambda:::x",
  ])
  func whatIsNotAnARN(_ text: String) { #expect(ARN(text) == nil) }
}
