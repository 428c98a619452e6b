// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("Template data", .limited)
struct TemplateDataTests {
  @Test("says what the mail says")
  func facts() throws {
    let data = try data(ReminderSample(userName: "ci", source: .tag("email")))
    #expect(data.subject == "Please rotate the AWS access key of ci (account 123456789012)")
    #expect(data.urgency == "reminder" && !data.overdue)
    #expect(data.keyCount == 1 && data.oldestDays == 812 && data.keysNotListed == 0)
    let user = try #require(data.users.first)
    #expect(user.reason == "the tag email of IAM user ci names your address")
    #expect(user.consoleURL.hasSuffix("/users/details/ci?section=security_credentials"))
    let key = try #require(user.keys.first)
    #expect(key.created == "2024-03-09" && key.due == "2024-06-17" && key.advice == "rotate")
    #expect(
      key.steps.map(\.command) == [
        "aws iam create-access-key --user-name ci", "",
        "aws iam get-access-key-last-used --access-key-id AKIAIOSFODNN7EXAMPLE",
        "aws iam update-access-key --status Inactive --user-name ci"
          + " --access-key-id AKIAIOSFODNN7EXAMPLE",
        "aws iam delete-access-key --user-name ci --access-key-id AKIAIOSFODNN7EXAMPLE",
      ])
  }

  @Test("holds the pages that the mail names, and the ways to do without a key")
  func pages() throws {
    let data = try data(
      ReminderSample(supportPage: "https://help.x.org", advicePage: "https://x.org/keys"))
    #expect(data.supportURL == "https://help.x.org" && data.adviceURL == "https://x.org/keys")
    #expect(data.alternativesGuide == "https://example.com/alternatives")
    #expect(
      data.alternatives == [
        "No longer needed: deactivate it, delete it after a few quiet weeks",
        "On your computer: aws login (AWS CLI 2.32 or newer) or IAM Identity Center",
      ])
    let plain = try self.data(ReminderSample(support: nil))
    #expect(plain.supportURL == "" && plain.adviceURL == "" && plain.moreTimeURL == "")
  }

  @Test(
    "tells a template of a trial run, and for whom the mail was", arguments: [nil, "eve@x.org"])
  func redirected(to address: String?) throws {
    let data = try data(ReminderSample(redirectedTo: address))
    #expect(data.redirected == (address != nil))
    #expect(data.recipient == "ana@example.com")
  }

  @Test("40: holds no markup from outside, since SES escapes nothing")
  func harmless() throws {
    var key = ReminderSample.keys(1)[0]
    key.description = "<b onclick='x'>&lt;\"`<\u{301}\n\u{202E}"
    let data = try data(ReminderSample(userName: "<i>&\"", source: .tag("<u>"), keys: [key]))
    let user = try #require(data.users.first)
    #expect(user.userName == "i")
    #expect(user.reason == "the tag u of IAM user i names your address")
    #expect(user.keys.first?.description == "b onclick=xlt;\u{301} ")
  }

  @Test("51: lists fifty keys, the oldest, and counts the others")
  func cut() throws {
    let data = try data(ReminderSample(owners: ReminderSample.owners(60).reversed()))
    #expect(data.keyCount == 60 && data.keysNotListed == 10)
    #expect(data.users.count == 50)
    #expect(data.users.last?.userName == "bot-0")
    #expect(data.users.first?.userName == "bot-49")
  }

  private func data(_ sample: ReminderSample) -> TemplateData {
    sample.email.templateData
  }
}
