// SPDX-License-Identifier: Apache-2.0
import HTTP
import Identifiers
import JSON
import KeyReminder
import Testing
import TestSupport
import UTC

@testable import ReminderFunction

/// The effects of the settings, and the reports on a run: mails, log, metrics,
/// response.
@Suite(.limited) struct HandlerReportsTests {
  /// When the keys of 400 days become overdue, and what the mail says then.
  static let ages = [(overdue: "400", isOverdue: true), ("401", false)]

  @Test("a mail shows the settings that it mentions", arguments: ages)
  func mail(overdue: String, isOverdue: Bool) async throws {
    let run = try await WireAccount().run(setting: [
      "EMAIL_TEMPLATE": "rotate", "ALERT_AFTER_DAYS": "90", "OVERDUE_AFTER_DAYS": overdue,
      "SEND_EVERY_DAYS": "7", "SUPPORT_EMAIL": "help@example.com", "AWS_REGION": "cn-north-1",
    ])
    let mail = try #require(run.mails.first)
    #expect(mail["FromEmailAddress"] == "keys@example.com")
    #expect(mail["ReplyToAddresses"] == ["help@example.com"])
    let template = try #require(mail["Content"]?["Template"])
    #expect(template["TemplateName"] == "rotate")
    let text = try #require(template["TemplateData"]?.string)
    let data = try JSON(parsing: Array(text.utf8))
    let expected: [String: JSON] = [
      "accountId": "123456789012", "recipient": "ana@example.com", "redirected": .bool(false),
      "alertAfterDays": .integer(90), "overdue": .bool(isOverdue), "sendEveryDays": .integer(7),
      "supportEmail": "help@example.com", "oldestDays": .integer(400),
      "rotationGuide":
        "https://docs.amazonaws.cn/en_us/IAM/latest/UserGuide/id-credentials-access-keys-update.html",
    ]
    for (name, value) in expected { #expect(data[name] == value, "\(name)") }
    #expect(text.contains(#"console.amazonaws.cn"#))
  }

  @Test("a mail that goes to somebody else says so")
  func redirectedMail() async throws {
    let run = try await WireAccount().run(setting: [
      "EMAIL_TEMPLATE": "rotate", "REDIRECT_TO": "trial@example.com",
    ])
    #expect(run.sent == ["trial@example.com"])
    let data = run.mails.first?["Content"]?["Template"]?["TemplateData"]?.string
    #expect(data?.contains(#""redirected":true"#) == true)
    #expect(run.response?.contains(#""redirectedTo":"trial@example.com""#) == true)
  }

  @Test("the line that sums a run up has the response's figures, each in its field")
  func summary() async throws {
    let run = try await Self.mixedAccount.run(setting: ["EXCLUDE_USERS": "x*"])
    let response = try JSON(parsing: Array(try #require(run.response).utf8))
    let line = try JSON(parsing: Array(try #require(run.log.last).utf8))
    let figures: [(field: String, path: [String])] = [
      ("usersListed", ["users", "listed"]), ("usersChecked", ["users", "checked"]),
      ("usersSkipped", ["users", "skipped"]), ("keysStale", ["keys", "stale"]),
      ("keysUnreadable", ["keys", "unreadable"]), ("emailsSent", ["emails", "sent"]),
      ("emailsFailed", ["emails", "failed"]), ("emailsUnknown", ["emails", "unknown"]),
    ]
    for (field, path) in figures {
      let value = path.reduce(response) { $0[$1] ?? .null }.integer
      #expect(value != nil && line[field]?.figure == value, "\(field)")
    }
    #expect(line["failures"]?.figure == response["failures"]?.elements?.count)
    #expect(line["warnings"]?.figure == response["warnings"]?.elements?.count)
    #expect(line["durationMs"]?.figure == 1000 * run.requests.count)
    let outcomes = response["notifications"]?.elements?.map { $0["outcome"] }
    #expect(line["ownersUnreachable"]?.figure == outcomes?.count { $0 == "unreachable" })
    let all = figures.map(\.field) + ["ownersUnreachable", "failures", "warnings", "durationMs"]
    let values = all.compactMap { line[$0]?.figure }
    #expect(Set(values).count == all.count, "a figure in the wrong field is seen")
  }

  @Test("a dry run and a complete run say so")
  func flags() async throws {
    for isDry in [true, false] {
      let faults = isDry ? ["UserName=ana": Response.refusal("AccessDenied", 403, "No")] : [:]
      let run = try await WireAccount(faults: faults).run(setting: ["DRY_RUN": "\(isDry)"])
      let line = try JSON(parsing: Array(try #require(run.log.last).utf8))
      #expect(line["dryRun"]?.word == "\(isDry)" && line["complete"]?.word == "\(!isDry)")
    }
  }

  @Test("metrics contain the run's own time and throttled calls, and the function's name")
  func metrics() async throws {
    let throttling = Response.refusal("Throttling", 400, "Rate exceeded")
    let account = WireAccount(
      latency: .milliseconds(250), faults: ["Action=GetAccessKeyLastUsed": throttling])
    let run = try await account.run(seconds: 20)
    let line = try JSON(parsing: Array(try #require(run.metrics.first).utf8))
    let throttled = run.requests.count {
      String(decoding: $0.request.body, as: UTF8.self).hasPrefix("Action=GetAccessKeyLastUsed&")
    }
    #expect(throttled > 1 && line["ThrottledCalls"]?.integer == throttled)
    #expect(line["Duration"]?.integer == Int(account.time.uptime / .milliseconds(1)))
    #expect(line["FunctionName"] == "key-reminder" && line["requestId"] == "r-1")
    #expect(line["timestamp"]?.string == account.time.now.description && run.metrics.count == 1)
    #expect(line["MailsSent"]?.integer == 1 && line["Complete"]?.integer == 1)
  }

  static let dryRuns: [(event: String, variable: String, figure: Int?, sent: [String])] = [
    ("{}", "true", 1, ["admins@example.com"]), (#"{"dryRun":true}"#, "true", 1, []),
    (#"{"dryRun":true}"#, "false", nil, []),
    ("{}", "false", 0, ["ana@example.com", "admins@example.com"]),
    (#"{"dryRun":false}"#, "false", 0, ["ana@example.com", "admins@example.com"]),
    (#"{"dryRun":false}"#, "true", nil, ["ana@example.com", "admins@example.com"]),
  ]

  @Test(
    "a configured dry run reaches the admins and the curve, one of an event nobody",
    arguments: dryRuns)
  func dryRun(event: String, variable: String, figure: Int?, sent: [String]) async throws {
    let run = try await WireAccount().run(
      event, setting: ["DRY_RUN": variable, "ADMIN_EMAIL": "admins@example.com"])
    #expect(run.sent == sent)
    let line = try run.metrics.first.map { try JSON(parsing: Array($0.utf8)) }
    #expect(line?["DryRun"]?.integer == figure)
  }

  @Test("metrics contain nothing of earlier runs")
  func metricsOfTwoRuns() async throws {
    let throttling = Response.refusal("Throttling", 400, "Rate exceeded")
    let account = WireAccount(
      latency: .milliseconds(250), faults: ["Action=GetAccessKeyLastUsed": throttling])
    let run = try await account.run(times: 2, seconds: 20)
    let lines = try run.metrics.map { try JSON(parsing: Array($0.utf8)) }
    let throttled = run.requests.count {
      String(decoding: $0.request.body, as: UTF8.self).hasPrefix("Action=GetAccessKeyLastUsed&")
    }
    let told = lines.compactMap { $0["ThrottledCalls"]?.integer }
    #expect(told.count == 2 && told.allSatisfy { $0 > 1 } && told.reduce(0, +) == throttled)
    let durations = lines.compactMap { $0["Duration"]?.integer }
    #expect(durations.reduce(0, +) == Int(account.time.uptime / .milliseconds(1)))
  }

  @Test("a run with other settings publishes no metrics, a run that failed does")
  func whoseMetrics() async throws {
    #expect(try await WireAccount().run(#"{"alertAfterDays":99}"#).metrics.isEmpty)
    #expect(try await WireAccount().run(#"{"alertAfterDays":100}"#).metrics.count == 1)
    let denied = Response.refusal("AccessDenied", 403, "No")
    let failed = try await WireAccount(faults: ["Action=ListUsers": denied]).run()
    #expect(failed.metrics.first?.contains(#""Complete":0"#) == true)
  }

  @Test("every setting of an event outranks its variable, and only that one")
  func settings() throws {
    let configuration = try Configuration(setting: [
      "PATH_PREFIX": "/a/", "ALERT_AFTER_DAYS": "50", "INCLUDE_TAG": "remind",
    ])
    let events: [(event: String, policy: (inout Policy) -> Void, isDry: Bool)] = [
      ("{}", { _ in }, false), (#"{"dryRun":true}"#, { _ in }, true),
      (#"{"alertAfterDays":60}"#, { $0.alertAfterDays = 60 }, false),
      (#"{"pathPrefix":"/b/"}"#, { $0.pathPrefix = "/b/" }, false),
      (
        #"{"users":"tagged"}"#, { $0.audience = TagKey("remind").map { .tagged($0) } ?? .all },
        false
      ),
    ]
    for (event, change, isDry) in events {
      let settings = try RunSettings(configuration, Event(Array(event.utf8)))
      var expected = configuration.policy
      change(&expected)
      #expect(settings.policy == expected && settings.rules.dryRun == isDry)
      #expect(settings.isAsConfigured == (event == "{}"))
    }
  }

  @Test("41: the handler's response is below 6 MB, however long AWS's words are")
  func hugeResponse() async throws {
    let receipt = #"{"MessageId":"\#(String(repeating: "x", count: 1_600_000))"}"#
    let account = WireAccount(
      users: (1...4).map { "user\($0)@example.com" },
      faults: ["FromEmailAddress": .response(200, receipt)])
    let run = try await account.run(setting: ["MAX_CONCURRENCY": "1"])
    let response = try #require(run.response)
    #expect(run.sent.count == 4 && response.utf8.count <= 6_000_000)
    let report = try JSON(parsing: Array(response.utf8))
    #expect(report["notifications"]?.elements?.count == 3)
    #expect(report["notificationsTruncated"] == .bool(true))
    #expect(report["emails"]?["sent"]?.integer == 4)
  }
}

extension HandlerReportsTests {
  /// Twenty-one users, each kind in a different number: six are left out, three have a key without
  /// a date, two have no address, five get their mail, one mail is refused, and of four nobody
  /// knows.
  private static var mixedAccount: WireAccount {
    let undated = (1...3).map { "undated\($0)" }
    let unknown = (1...4).map { "unknown\($0)@example.com" }
    let sent = (1...5).map { "sent\($0)@example.com" }
    var account = WireAccount(
      users: (1...6).map { "x\($0)" } + undated + ["nobody", "nowhere"] + unknown + sent
        + ["refused@example.com"],
      latency: .seconds(1))
    for name in undated { account.faults["UserName=\(name)"] = keyWithoutDate(of: name) }
    for name in unknown {
      account.faults[#"["\#(name)"]"#] = .rejection("InternalFailure", 500, "Oh")
    }
    account.faults[#"["refused@example.com"]"#] = .rejection("MessageRejected", 400, "No")
    return account
  }

  private static func keyWithoutDate(of name: String) -> Response {
    .response(
      200,
      "<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata><member>"
        + "<UserName>\(name)</UserName><AccessKeyId>AKIA\(name)</AccessKeyId><Status>Active</Status>"
        + "</member></AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>")
  }
}

extension WireAccount.Run {
  /// The bodies of the requests that send a mail.
  fileprivate var mails: [JSON] {
    requests.filter { $0.request.path == "/v2/email/outbound-emails" }
      .compactMap { try? JSON(parsing: $0.request.body) }
  }
}

extension JSON {
  fileprivate var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A field of the log, which may be a number or the text of one.
  fileprivate var figure: Int? { integer ?? string.flatMap { Int($0) } }

  /// A field of the log, which may be a truth value or the text of one.
  fileprivate var word: String? { bool.map { "\($0)" } ?? string }
}
