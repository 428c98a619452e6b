// SPDX-License-Identifier: Apache-2.0
import HTTP
import Identifiers
import JSON
import KeyReminder
import LambdaRuntime
import Logging
import Testing
import TestSupport
import UTC

@testable import ReminderFunction

/// One line for each mail: who was told what, and when.
@Suite(.limited) struct MailRecordTests {
  private func records(_ run: WireAccount.Run) throws -> [JSON] {
    try run.log.filter { $0.contains("The outcome of a mail.") }
      .map { try JSON(parsing: Array($0.utf8)) }
  }

  @Test(
    "a mail is one line: whom it is about, whom it went to, how it ended, which keys, what advice")
  func line() async throws {
    let run = try await WireAccount().run(setting: [
      "ADMIN_EMAIL": "admins@example.com ciso@example.com"
    ])
    let (lines, unread) = (try records(run), "timestamp")
    guard lines.count == 2, case .object(var mail) = lines[0], case .object(var report) = lines[1]
    else { return #expect(Bool(false), "\(lines)") }
    #expect(mail.removeValue(forKey: unread) != nil && report.removeValue(forKey: unread) != nil)
    let both: [String: JSON] = [
      "level": "INFO", "message": "The outcome of a mail.", "messageId": "m-1", "outcome": "sent",
      "requestId": "r-1",
    ]
    let ofTheMail: [String: JSON] = [
      "kind": "reminder", "to": "ana@example.com", "userNames": "ana@example.com",
      "keys": "AKIA…ecom", "advice": "delete",
    ]
    #expect(mail == both.merging(ofTheMail) { $1 })
    #expect(
      report
        == both.merging(["kind": "adminReport", "to": "admins@example.com ciso@example.com"]) { $1 }
    )
  }

  static let endings: [(event: String, fault: Response?, outcome: JSON)] = [
    ("{}", nil, "sent"), (#"{"dryRun":true}"#, nil, "dryRun"),
    ("{}", .rejection("MessageRejected", 400, "No"), "failed"),
    ("{}", .rejection("AccountSuspendedException", 400, "No"), "failed"),
    ("{}", .rejection("InternalFailure", 500, "Oh"), "unknown"),
  ]

  @Test("every mail has its line, however it ended", arguments: endings)
  func outcome(event: String, fault: Response?, outcome: JSON) async throws {
    var account = WireAccount(users: (1...4).map { "u\($0)@example.com" })
    if let fault { account.faults = ["FromEmailAddress": fault] }
    let lines = try records(try await account.run(event, setting: ["MAX_CONCURRENCY": "1"]))
    #expect(lines.map { $0["to"] } == (1...4).map { .string("u\($0)@example.com") })
    #expect(lines.allSatisfy { $0["outcome"] == outcome })
    #expect(lines.allSatisfy { ($0["messageId"] != nil) == (outcome == "sent") })
  }

  @Test("owners who share a mail share a line, with the keys of all")
  func shared() async throws {
    let account = WireAccount(users: ["ana", "ANA@corp.example"])
    let run = try await account.run(setting: ["EMAIL_DOMAIN": "corp.example"])
    let line = try #require(try records(run).first)
    #expect(line["userNames"] == "ana ANA@corp.example" && line["to"] == "ana@corp.example")
    #expect(line["keys"] == "AKIA…Aana AKIA…mple" && line["advice"] == "delete delete")
  }

  @Test("a redirected mail names whom it is for and who got it")
  func redirected() async throws {
    let run = try await WireAccount().run(setting: ["REDIRECT_TO": "trial@example.com"])
    let line = try #require(try records(run).first)
    #expect(line["to"] == "ana@example.com" && line["redirectedTo"] == "trial@example.com")
  }

  @Test("97: no line has a whole key id, and a list of hundreds is cut: CloudWatch takes 256 KiB")
  func short() throws {
    let name = String(repeating: "x", count: 128)
    let keys = (1...2).map { number in
      ResolvedKey(
        key: StaleKey(id: .sample("AKIAWHOLE\(number)"), created: .now, ageDays: 1),
        description: nil, use: .never, advice: .switchOver)
    }
    let owners = (1...5000).map {
      ResolvedOwner(index: $0, user: .sample(name), isConsoleUser: true, keys: keys, otherKeys: [])
    }
    let mail = MailRecord(
      kind: .reminder, recipients: [try #require(EmailAddress("a@x.org"))], owners: owners,
      outcome: .sent, messageID: nil)
    let log = Transcript<String>()
    let writer = LogWriter(format: "JSON", level: nil, write: log.add)
    Logger(label: "test") { _ in writer }.report(mail, redirectedTo: nil)
    let line = try #require(log.items.first)
    #expect(line.utf8.count < 256 << 10 && line.contains("AKIA…OLE2") && !line.contains("WHOLE"))
    #expect(line.split(separator: name).count == 501 && line.contains("switchOver …"))
  }
}
