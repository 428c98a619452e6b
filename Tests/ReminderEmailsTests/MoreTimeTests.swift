// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("A reminder's link that asks for more time", .limited)
struct MoreTimeTests {
  @Test("opens a mail to the support that names user, key and account, and asks for a date")
  func one() throws {
    let sample = try ReminderSample(userName: "a+b=c,d")
    let draft = try draft(of: sample)
    #expect(draft.to == "help@example.com")
    #expect(draft.subject == "More time for access key AKIA...MPLE of a+b=c,d")
    #expect(
      draft.body == """
        Account: 123456789012\r
        Keys: AKIA...MPLE of a+b=c,d\r
        Until (YYYY-MM-DD): \r
        Because: 
        """)
    for body in [sample.mail.text, HTMLPage(sample.mail.html).visibleText] {
      #expect(body.collapsed.contains("Need more time? Ask for it, with a date"))
    }
  }

  @Test("stands in both bodies and the template's data alike, in ASCII")
  func everywhere() throws {
    let sample = try ReminderSample()
    let url = sample.email.templateData.moreTimeURL
    #expect(sample.mail.text.contains("\n<\(url)>\n"))
    #expect(sample.mail.html.contains(" href=\"\(url.replacing("&", with: "&amp;"))\""))
    #expect(url.utf8.allSatisfy { (0x21...0x7E).contains($0) })
  }

  @Test("40, 97: holds no tag, no whole key id, and no field that a name adds")
  func harmless() throws {
    var key = ReminderSample.keys(1)[0]
    key.description = "secret project"
    let sample = try ReminderSample(
      userName: "x&cc=eve@example.com?bcc=eve\r\nBcc: eve\u{202E}%0A", source: .tag("costs"),
      keys: [key])
    let url = sample.email.templateData.moreTimeURL
    #expect(!url.contains("secret") && !url.contains("costs") && !url.contains(key.id))
    #expect(url.components(of: "&").count == 2 && url.components(of: "?").count == 2)
    #expect(url.components(of: "%0D%0A").count == 4, "four lines")
    let draft = try draft(of: sample)
    #expect(draft.subject.hasSuffix(" of x&cc=eve@example.com?bcc=eve  Bcc: eve%0A"))
  }

  @Test("goes to every support address")
  func severalAddresses() throws {
    let sample = try ReminderSample(support: "help@example.com o'neil@example.com")
    #expect(try draft(of: sample).to == "help@example.com,o'neil@example.com")
  }

  @Test("stays short enough for every mail program: five keys are named, the others counted")
  func many() throws {
    let owners = ReminderSample.keys(500).map {
      ReminderOwner(
        userName: String(repeating: ",", count: 64), addressSource: .userName, keys: [$0])
    }
    let sample = try ReminderSample(owners: owners)
    #expect(sample.email.templateData.moreTimeURL.utf8.count < 2_000)
    let draft = try draft(of: sample)
    #expect(draft.subject == "More time for 500 access keys")
    #expect(draft.body.contains(" and 495 more\r\n"))
  }

  @Test("without a support address there is none, and the support page is named instead")
  func noAddress() throws {
    let sample = try ReminderSample(support: nil, supportPage: "https://help.example.com/keys")
    #expect(sample.email.templateData.moreTimeURL == "" && !sample.mail.html.contains("mailto:"))
    let words = sample.words
    #expect(words.contains("Questions? See the support page <https://help.example.com/keys>."))
    #expect(
      words.contains("If one is denied, ask the support page <https://help.example.com/keys>."))
  }

  @Test("a support page stands beside the address")
  func both() throws {
    let words = try ReminderSample(supportPage: "https://help.example.com").words
    #expect(
      words.contains(
        "Questions? See the support page <https://help.example.com>, answer this mail or write to help@"
      ))
  }

  private func draft(
    of sample: ReminderSample
  ) throws -> (to: String, subject: String, body: String) {
    let url = try #require(URLComponents(string: sample.email.templateData.moreTimeURL))
    let fields = try #require(url.queryItems)
    #expect(url.scheme == "mailto" && fields.map(\.name) == ["subject", "body"])
    return (url.path, fields[0].value ?? "", fields[1].value ?? "")
  }
}
