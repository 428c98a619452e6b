// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import KeyReminder
import Testing
import TestSupport
import UTC

@testable import ReminderFunction

/// When runs take place, and what the mails say of it.
@Suite(.limited) struct ScheduleSettingsTests {
  private static let workdays = Array(Weekday.allCases.prefix(5))

  @Test(
    arguments: [
      ("MON", [.monday]), ("SUN", [.sunday]), ("MON,THU", [.monday, .thursday]),
      ("TUE,FRI", [.tuesday, .friday]), ("MON,WED,FRI", [.monday, .wednesday, .friday]),
      ("MON-FRI", workdays), ("FRI,MON", [.monday, .friday]), ("MON-TUE,TUE", [.monday, .tuesday]),
    ] as [(String, [Weekday])])
  func daysOfTheWeek(text: String, weekdays: [Weekday]) throws {
    let configuration = try Configuration(setting: ["SEND_ON": text, "SEND_EVERY_DAYS": "14"])
    #expect(configuration.schedule == .weekdays(weekdays, utcOffset: .zero))
  }

  @Test(arguments: [
    ("UTC", 0), ("Europe/Berlin", 60), ("America/New_York", -300), ("Asia/Kolkata", 330),
    ("Pacific/Auckland", 720), ("Pacific/Honolulu", -600),
  ])
  func timeZones(name: String, minutesAhead: Int64) throws {
    let configuration = try Configuration(setting: ["SEND_ON": "MON", "TIMEZONE": name])
    #expect(configuration.schedule == .weekdays([.monday], utcOffset: .seconds(minutesAhead * 60)))
  }

  @Test(arguments: [
    ("SEND_ON", "Mon", "MON,THU"), ("SEND_ON", "MON, THU", "MON,THU"),
    ("SEND_ON", "FRI-MON", "MON-FRI"),
    ("SEND_ON", "MON,", "MON-FRI"), ("SEND_ON", "MON-TUE-WED", "MON-FRI"),
    ("SEND_ON", "-", "MON-FRI"),
    ("SEND_ON", "3", "MON"), ("SEND_EVERY_DAYS", "0", "1 to 365"),
    ("TIMEZONE", "Europe/Atlantis", "template.yaml"), ("TIMEZONE", "CET", "Europe/Berlin"),
    ("TIMEZONE", "utc", "template.yaml"),
  ])
  func aWrongVariableIsNamed(variable: String, value: String, allowed: String) {
    #expect {
      try Configuration(setting: [variable: value])
    } throws: { error in
      let text = "\(error)"
      return text.contains(variable) && text.contains("\"\(value)\"") && text.contains(allowed)
    }
  }

  /// It is Monday, 2026-02-02, 02:40 in UTC, and still Sunday in New York.
  @Test(
    arguments: [
      (["SEND_EVERY_DAYS": "3"], "2026-02-05", 3, "in 3 days, on Thursday 2026-02-05"),
      (["SEND_ON": "MON,THU"], "2026-02-05", 3, "in 3 days, on Thursday 2026-02-05"),
      (
        ["SEND_ON": "MON,THU", "TIMEZONE": "America/New_York"], "2026-02-02", 1,
        "tomorrow, on Monday 2026-02-02"
      ),
      (["SEND_ON": "MON"], "2026-02-09", 7, "in 7 days, on Monday 2026-02-09"),
    ] as [([String: String], String, Int, String)])
  func theMailSaysWhenTheNextOneComes(
    variables: [String: String], day: String, inDays: Int, clause: String
  ) async throws {
    var variables = variables.mapValues { Optional($0) }
    let own = try await WireAccount().run(setting: variables)
    #expect(
      try #require(own.mail?["Content"]?["Simple"]?["Body"]?["Text"]?["Data"]?.string)
        .collapsed.contains("comes \(clause);"))
    variables["EMAIL_TEMPLATE"] = "rotate"
    let templated = try await WireAccount().run(setting: variables)
    let text = try #require(templated.mail?["Content"]?["Template"]?["TemplateData"]?.string)
    let data = try JSON(parsing: Array(text.utf8))
    #expect(data["nextReminder"]?.string == day && data["sendEveryDays"]?.integer == inDays)
  }

  @Test("the version stands in every request, the response, the metrics and the mail")
  func version() async throws {
    let run = try await WireAccount().run()
    #expect(Set(run.requests.map { $0.request.fields["User-Agent"] }) == ["key-reminder/1.2.3"])
    #expect(run.response?.contains(#""version":"1.2.3""#) == true)
    #expect(run.metrics.first?.contains(#""version":"1.2.3""#) == true)
    let mail = try #require(run.mail?["Content"]?["Simple"]?["Body"]?["Text"]?["Data"]?.string)
    #expect(mail.collapsed.contains("by KeyReminder 1.2.3."))
  }
}

extension WireAccount.Run {
  /// The body of the first request that sends a mail.
  fileprivate var mail: JSON? {
    requests.first { $0.request.path == "/v2/email/outbound-emails" }
      .flatMap { try? JSON(parsing: $0.request.body) }
  }
}
