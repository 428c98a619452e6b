// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@Suite(.limited) struct FieldsTests {
  private var fields: Fields { ["Date": "today", "X-Id": "1", "x-id": "2", "X-ID": ""] }

  @Test func namesAreTheSameInAnyCase() {
    #expect(fields["dATE"] == "today" && fields["Dat"] == nil && fields["Datee"] == nil)
    #expect(fields.values(of: "X-iD") == ["1", "2", ""])
    #expect(fields["x-Id"] == "1, 2, ")
    // ASCII alone: @ and ` differ as A and a do.
    #expect(Fields(dictionaryLiteral: ("a@", "1"))["a`"] == nil)
  }

  @Test func settingAFieldReplacesAllOfItsName() {
    var fields = fields
    fields["x-id"] = "3"
    #expect(fields.all.map(\.name) == ["Date", "x-id"] && fields["X-Id"] == "3")
    fields["date"] = nil
    #expect(fields.all.map(\.name) == ["x-id"])
  }

  @Test(arguments: [
    (" a b\t ", "a b"), ("a", "a"), ("", ""), (" \t ", ""), ("a ", "a"), (" é", "é"),
  ])
  func whiteSpaceAroundAValueIsNoPartOfIt(_ sent: String, _ value: String) {
    #expect(Fields(dictionaryLiteral: ("A", sent))["A"] == value)
  }

  @Test func aFoldedLineBelongsToTheLastField() {
    var fields = Fields()
    fields.continueLast(with: "lost")
    #expect(fields.all.isEmpty)
    fields.append("A", "one")
    fields.continueLast(with: "two")
    #expect(fields["a"] == "one two")
  }
}
