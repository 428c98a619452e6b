// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import ReminderFunction

@Suite(.limited) struct AddressMaskTests {
  @Test(
    "what precedes an @ is hidden, wherever it stands",
    arguments: [
      ("ana@example.com", "…@example.com"), ("ana bo@x.org", "ana …@x.org"), ("none", "none"),
      ("", ""), ("@", "…@"), ("a@b@x.org", "…@x.org"), ("a,b@x.org", "…@x.org"),
      ("The user name \"a@x\" is", "The user name \"…@x\" is"), ("Bo <bo@x.org>", "Bo <…@x.org>"),
      ("arn:aws:iam::012345678912:user/x/ana@x.org is", "arn:aws:iam::012345678912:…@x.org is"),
      ("bo[U+200B]@x.org, ana@x.org", "…@x.org, …@x.org"), ("mailto:bö@x.org", "mailto:…@x.org"),
      ("b\u{301}o@x.org\nc@y.org", "…@x.org\n…@y.org"), ("a\u{A0}b@x.org", "a\u{A0}…@x.org"),
    ])
  func hide(text: String, hidden: String) {
    #expect(AddressMask.hide(text) == hidden)
  }
}
