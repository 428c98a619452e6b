// SPDX-License-Identifier: Apache-2.0
import HTTP
import LambdaRuntime
import Testing
import TestSupport

@testable import ReminderFunction

/// How AWS's responses become a mail, the function's response and metrics.
@Suite(.timeLimit(.minutes(1))) struct AdapterTests {
  @Test("a trial run reaches nobody else, with a template too", arguments: [nil, "rotate"])
  func redirected(template: String?) async throws {
    let account = WireAccount(users: ["ana@example.com", "bo@example.com"])
    let run = try await account.run(
      setting: ["REDIRECT_TO": "trial@example.com", "EMAIL_TEMPLATE": template])
    #expect(run.sent == ["trial@example.com", "trial@example.com"])
  }

  /// IAM's last use of a key, and the advice to its owner.
  static let lastUses: [(element: String, lastUsed: String?, advice: String)] = [
    ("", "never", "delete"), ("<LastUsedDate>yesterday</LastUsedDate>", nil, "rotate"),
    ("<LastUsedDate/>", nil, "rotate"),
    ("<LastUsedDate>2026-02-01T00:00:00Z</LastUsedDate>", "2026-02-01", "rotate"),
    ("<LastUsedDate>2025-02-01T00:00:00Z</LastUsedDate>", "2025-02-01", "deactivate"),
  ]

  @Test("35: an unreadable last use does not count as unused", arguments: lastUses)
  func lastUse(element: String, lastUsed: String?, advice: String) async throws {
    let response = Response.response(
      200,
      "<GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult><AccessKeyLastUsed>\(element)"
        + "</AccessKeyLastUsed></GetAccessKeyLastUsedResult></GetAccessKeyLastUsedResponse>")
    let run = try await WireAccount(faults: ["Action=GetAccessKeyLastUsed": response]).run()
    #expect(run.response?.contains(#""advice":"\#(advice)""#) == true)
    #expect(run.response?.contains(#""lastUsed":"\#(lastUsed ?? "")""#) == (lastUsed != nil))
  }

  /// IAM's status of a second key, with its date, and the words about it in the mail.
  static let secondKeys: [(status: String, date: String, told: String)] = [
    ("Inactive", "2026-01-02T03:04:05Z", "Delete the inactive key AKIASECOND first."),
    ("Expired", "2026-01-02T03:04:05Z", "Delete the expired key AKIASECOND first."),
    ("Paused", "2026-01-02T03:04:05Z", "and AKIASECOND is the"),
    ("Active", "yesterday", "and AKIASECOND is the"),
    ("Active", "2026-01-02T03:04:05Z", "Switch every program to the newer key."),
  ]

  @Test("33, 34: a second key of any status and date prevents a new one", arguments: secondKeys)
  func secondKey(status: String, date: String, told: String) async throws {
    func member(_ id: String, _ status: String, _ date: String) -> String {
      "<member><UserName>ana@example.com</UserName><AccessKeyId>\(id)</AccessKeyId>"
        + "<Status>\(status)</Status><CreateDate>\(date)</CreateDate></member>"
    }
    let keys = Response.response(
      200,
      "<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata>"
        + member("AKIAOLD", "Active", "2020-01-02T03:04:05Z") + member("AKIASECOND", status, date)
        + "</AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>")
    let denied = Response.refusal("AccessDenied", 403, "No")
    let account = WireAccount(
      faults: ["Action=ListAccessKeys": keys, "Action=GetAccessKeyLastUsed": denied])
    let response = try #require(try await account.run(#"{"dryRun":true}"#).response)
    #expect(response.contains(told))
  }

  @Test("a mail names the account of the function, wherever it names one")
  func account() async throws {
    let run = try await WireAccount().run(#"{"dryRun":true}"#)
    let response = try #require(run.response).replacing("\\n", with: " ")
    for words in [
      "(account 123456789012)", "in AWS account 123456789012",
      "where you are signed in to account 123456789012.",
    ] {
      #expect(response.contains(words), "\(words)")
    }
  }

  @Test("a second page of users that is refused fails the invocation, and nobody is mailed")
  func brokenList() async throws {
    var account = WireAccount()
    account.marker = "page-2"
    account.faults = ["Marker=page-2": .refusal("AccessDenied", 403, "No")]
    let run = try await account.run(setting: ["ADMIN_EMAIL": "admin@example.com"])
    #expect(run.failure?.type == "Function.UsersNotListed" && run.sent.isEmpty)
    #expect(run.failure?.message.hasSuffix("Request id: r-7. Nobody was mailed.") == true)
  }

  @Test("27: throttled until the deadline: the response has code, verb and advice")
  func throttled() async throws {
    let names = (0..<40).map { "user\($0)@example.com" }
    let slow = Response.refusal("Throttling", 400, "Rate exceeded")
    let keys = try await WireAccount(users: names, faults: ["Action=ListAccessKeys": slow]).run()
    let slowMail = Response.rejection(
      "TooManyRequestsException", 429, "Maximum sending rate exceeded.")
    let mails = try await WireAccount(users: names, faults: ["FromEmailAddress": slowMail]).run()
    for (run, words) in [
      (
        keys,
        "The keys were not read: iam:ListAccessKeys was throttled until the deadline with Throttling"
      ),
      (
        mails,
        "The mail was not sent: ses:SendEmail was throttled until the deadline with TooManyReq"
      ),
    ] {
      let response = try #require(run.response)
      #expect(response.components(of: words).count == 41)
      #expect(response.components(of: #""stage":"deadline""#).count == 41)
      #expect(!response.contains("OutOfTime") && !response.contains("Give the function a longer"))
    }
  }

  @Test("a threshold above OVERDUE_AFTER_DAYS moves it along: no key is overdue on its first day")
  func overdueAge() async throws {
    let account = WireAccount()
    let overdue = try await account.run(
      #"{"dryRun":true}"#, setting: ["OVERDUE_AFTER_DAYS": "150"])
    #expect(overdue.response?.contains(#""subject":"Long overdue: please"#) == true)
    let moved = try await account.run(
      #"{"dryRun":true,"alertAfterDays":400}"#, setting: ["OVERDUE_AFTER_DAYS": "150"])
    #expect(moved.response?.contains(#""subject":"Please delete your"#) == true)
  }

  @Test("tags that may not be read are a failure, and make no owner unreachable")
  func unreadTags() async throws {
    let denied = Response.refusal("AccessDenied", 403, "No")
    let account = WireAccount(
      users: ["ana@example.com", "bo"], faults: ["Action=ListUserTags": denied])
    let run = try await account.run(setting: ["EMAIL_TAG": "email"])
    #expect(run.sent.isEmpty && run.response?.contains(#""stage":"listUserTags""#) == true)
    #expect(account.metrics.items.first?.contains(#""OwnersUnreachable":0"#) == true)
    let nobody = WireAccount(users: ["bo"])
    _ = try await nobody.run()
    #expect(nobody.metrics.items.first?.contains(#""OwnersUnreachable":1"#) == true)
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
