// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTP
import Testing
import TestSupport

@testable import KeyReminder
@testable import LambdaRuntime
@testable import ReminderFunction

@Suite(.limited) struct ReminderHandlerTests {
  @Test func theResponseKeepsTheContract() async throws {
    let run = try await WireAccount().run()
    #expect(
      run.response
        == #"{"accountId":"123456789012","alertAfterDays":100,"complete":true,"dryRun":false,"#
        + #""emails":{"failed":0,"sent":1,"unknown":0},"exemptions":[],"failures":[],"#
        + #""keys":{"oldestDays":400,"stale":1,"unreadable":0},"#
        + #""notifications":[{"keys":[{"advice":"delete","ageDays":400,"id":"AKIAanaexamplecom","#
        + #""lastUsed":"never"}],"messageId":"m-1","outcome":"sent","to":"ana@example.com","#
        + #""userName":"ana@example.com"}],"users":{"checked":1,"listed":1,"skipped":0,"skippedBy":"#
        + #"{"excluded":0,"exempt":0,"neverSignedIn":0,"notTagged":0,"vanished":0}},"#
        + #""version":"1.2.3","warnings":[]}"#
    )
  }

  @Test func aFailureInTheResponseKeepsTheContract() async throws {
    var account = WireAccount(users: ["bo"])
    account.faults = ["UserName=bo": .refusal("AccessDenied", 403, "No")]
    let run = try await account.run()
    #expect(
      run.response?.contains(
        #""failures":[{"code":"AccessDenied","message":"iam:ListAccessKeys was refused with AccessDenied:"#
          + #" No. Allow iam:ListAccessKeys in the policy of the function's role. Request id: r-7.","#
          + #""stage":"listAccessKeys","userName":"bo"}]"#) == true)
    #expect(run.response?.contains(#""complete":false"#) == true)
  }

  @Test("an owner whom no mail can reach stands in the response with the reason, and fails nothing")
  func anUnreachableOwnerInTheResponseKeepsTheContract() async throws {
    let run = try await WireAccount(users: ["bo"]).run()
    #expect(
      run.response?.contains(
        #""notifications":[{"code":"NoAddress","keys":[{"advice":"rotate","ageDays":400,"#
          + #""id":"AKIAbo"}],"message":"The user name \"bo\" is not one"#
          + #" valid e-mail address, so nobody was mailed.","outcome":"unreachable","userName":"bo"}]"#
      )
        == true)
    for part in [
      #""complete":true"#, #""failures":[]"#, #""emails":{"failed":0,"sent":0,"unknown":0}"#,
    ] {
      #expect(run.response?.contains(part) == true, "\(part)")
    }
  }

  @Test func theEventsSettingsOutrankTheConfigurationsOnce() async throws {
    let dry = try await WireAccount().run(#"{"dryRun":true,"alertAfterDays":400}"#)
    #expect(dry.sent.isEmpty && dry.response?.contains(#""outcome":"dryRun""#) == true)
    #expect(dry.response?.contains(#""alertAfterDays":400,"#) == true)
    let wet = try await WireAccount().run(#"{"dryRun":false}"#, setting: ["DRY_RUN": "true"])
    #expect(wet.sent.count == 1)
    let fresh = try await WireAccount().run(#"{"alertAfterDays":401}"#)
    #expect(fresh.sent.isEmpty && fresh.response?.contains(#""stale":0"#) == true)
  }

  @Test("9: a wrong event lists nobody, and its failure names the keys")
  func wrongEvent() async throws {
    let run = try await WireAccount().run(#"{"dryrun":true}"#)
    #expect(run.failure?.type == "Function.InvalidEvent")
    #expect(run.failure?.message.contains(#""dryrun""#) == true)
    #expect(run.sent.isEmpty && run.log.isEmpty)
  }

  @Test func aListThatIsDeniedFailsTheInvocation() async throws {
    let denied = Response.refusal("AccessDenied", 403, "User x is not authorized")
    let run = try await WireAccount(faults: ["Action=ListUsers": denied]).run()
    #expect(run.failure?.type == "Function.UsersNotListed")
    #expect(
      run.failure?.message
        == "iam:ListUsers was refused with AccessDenied: User x is not authorized. Allow"
        + " iam:ListUsers in the policy of the function's role. Request id: r-7. Nobody was mailed."
    )
  }

  @Test func eachFailureIsALineAndTheRunEndsWithOne() async throws {
    var account = WireAccount(users: ["ana@example.com", "bo", "cy@example.com", "di@example.com"])
    account.faults = [
      "UserName=cy": .refusal("AccessDenied", 403, "No"),
      #"["di@example.com"]"#: .rejection(
        "MessageRejected", 400, "Address is on the suppression list"),
    ]
    let run = try await account.run()
    #expect(run.lines("WARN").count + run.lines("ERROR").count == 3)
    for (name, stage) in [
      ("cy@example.com", "listAccessKeys"), ("di@example.com", "sendEmail"),
    ] {
      #expect(
        run.lines("WARN").contains {
          $0.contains(#""userName":"\#(name)""#) && $0.contains(#""stage":"\#(stage)""#)
        })
    }
    let unreachable = run.lines("WARN").filter { $0.contains(#""userName":"bo""#) }
    #expect(unreachable.count == 1 && unreachable[0].contains(#""code":"NoAddress""#))
    // Of ana's mail and of di's, and of the run.
    #expect(run.lines("INFO").count == 3 && run.log.last == run.lines("INFO").last)
    for field in [
      #""complete":false"#, #""usersListed":4"#, #""usersChecked":4"#, #""keysStale":3"#,
      #""emailsSent":1"#, #""emailsFailed":1"#, #""ownersUnreachable":1"#, #""failures":2"#,
      #""requestId":"r-1""#,
    ] {
      #expect(run.log.last?.contains(field) == true)
    }
  }

  @Test("97: neither a secret nor a whole key id is logged")
  func secrets() async throws {
    var account = WireAccount(users: ["ana@example.com", "bo"])
    account.faults = [#"["ana@example.com"]"#: .rejection("MessageRejected", 400, "No")]
    let run = try await account.run()
    let text = run.log.joined() + (run.response ?? "")
    for secret in ["secret-access-key", "session-token", "AWS4-HMAC-SHA256"] {
      #expect(!text.contains(secret))
    }
    #expect(!run.log.joined().contains("AKIAanaexamplecom"))
  }

  @Test(
    "7: an account that is not in the ARN is unknown",
    arguments: [
      (Optional("arn:aws:lambda:eu-west-1:123456789012:function:x"), "123456789012"),
      ("arn:aws-cn:lambda:cn-north-1:210987654321:function:x:$LATEST", "210987654321"),
      (nil, "unknown"), ("", "unknown"), ("arn:aws:lambda", "unknown"), ("::::::", "unknown"),
      ("arn:aws:lambda:eu-west-1:12345678901:function:x", "unknown"),
      ("arn:aws:lambda:eu-west-1:12345678901x:function:x", "unknown"),
      ("arn:aws:lambda:eu-west-1:<script>1234:function:x", "unknown"),
    ])
  func account(arn: String?, id: String) async throws {
    let run = try await WireAccount().run(arn: arn)
    #expect(run.response?.contains(#""accountId":"\#(id)""#) == true)
  }

  @Test("26: NoSuchEntity means that the user was deleted")
  func vanished() async throws {
    let gone = Response.refusal("NoSuchEntity", 404, "The user cannot be found.")
    let run = try await WireAccount(faults: ["Action=ListAccessKeys": gone]).run()
    #expect(run.response?.contains(#""complete":true"#) == true)
    #expect(run.response?.contains(#""users":{"checked":0,"listed":1,"skipped":1,"#) == true)
    #expect(run.response?.contains(#""vanished":1"#) == true)
  }

  /// SES's response, the outcome, and how many mails were tried of three.
  static let mailFaults: [(response: Response, outcome: String, tried: Int)] = [
    (.rejection("AccountSuspendedException", 400, "Suspended"), "failed", 1),
    (.rejection("SendingPausedException", 400, "Paused"), "failed", 1),
    (.rejection("AccessDeniedException", 403, "Not authorized"), "failed", 1),
    (.rejection("MessageRejected", 400, "Address rejected"), "failed", 3),
    (.rejection("BadRequestException", 400, "Missing final '@domain'"), "failed", 3),
    (.rejection("InternalFailure", 500, "Oh"), "unknown", 3), (.response(502), "unknown", 3),
    (.response(200, "<html>"), "unknown", 3), (.response(200), "sent", 3),
    (.response(200, "{}"), "sent", 3),
  ]

  @Test("43, 46, 47, 48, 50: a mail's outcome, and whether others are tried", arguments: mailFaults)
  func mail(response: Response, outcome: String, tried: Int) async throws {
    var account = WireAccount(users: ["a@example.com", "b@example.com", "c@example.com"])
    account.faults = ["FromEmailAddress": response]
    let run = try await account.run(setting: ["MAX_CONCURRENCY": "1"])
    #expect(run.sent.count == tried)
    let count = run.response?.components(separatedBy: #""outcome":"\#(outcome)""#).count ?? 0
    #expect(count == 4, "all three have this outcome")
    #expect((run.response?.contains(#""complete":true"#) == true) == (outcome == "sent"))
  }

  @Test("87: a deadline that has passed gets a response at once")
  func noTime() async throws {
    let run = try await WireAccount().run(seconds: -1)
    #expect(run.response?.contains(#""stage":"deadline""#) == true && run.sent.isEmpty)
    #expect(run.response?.contains(#""complete":false"#) == true)
  }

  @Test("88: a thousand users of two seconds each: stopped in time, and everyone left is named")
  func slowCalls() async throws {
    let names = (0..<1000).map { "user\($0)@example.com" }
    let account = WireAccount(users: names, latency: .seconds(2))
    let run = try await account.run(seconds: 300, setting: ["MAX_CONCURRENCY": "1"])
    #expect(account.time.uptime < .seconds(300))
    let report = try JSONDecoder().decode(Summary.self, from: Data((run.response ?? "").utf8))
    // One list and 119 users in 238.4 s, then 28 mails until second 296.
    #expect(!report.complete)
    #expect([report.users.listed, report.users.checked, report.users.skipped] == [1000, 119, 0])
    #expect(report.emails == ["sent": 28, "failed": 91, "unknown": 0] && run.sent.count == 28)
    #expect(report.failures.allSatisfy { $0.stage == "deadline" })
    #expect(Set(report.failures.compactMap(\.userName)) == Set(names).subtracting(run.sent))
    // One line for each user who was left, one for the last uses, and one for SES's limits.
    #expect(run.lines("WARN").count == 974)
  }

  @Test("41: a response above 6 MB is cut, because Lambda would repeat the run")
  func hugeResponse() throws {
    var report = RunResult.sample
    let refusal = ServiceFailure.Refusal(
      kind: .other, code: "Odd", message: String(repeating: "\"", count: 500_000))
    let failure = ServiceFailure(step: .sendEmail, problem: .refused(refusal))
    report.failures = (0..<7).map {
      Failure(user: .sample("\($0)"), stage: .sendEmail, cause: .service(failure))
    }
    let cut = String(decoding: report.response(version: "1.2.3"), as: UTF8.self)
    #expect(cut.utf8.count < 6_000_000 && cut.contains(#""failuresTruncated":true"#))
    #expect(cut.contains(#""userName":"4""#) && !cut.contains(#""userName":"5""#))
    report.failures.removeLast(2)
    let whole = String(decoding: report.response(version: "1.2.3"), as: UTF8.self)
    #expect(whole.contains(#""userName":"4""#) && !whole.contains("failuresTruncated"))
  }

  private struct Summary: Decodable {
    struct Failure: Decodable {
      let userName: String?
      let stage: String
    }
    struct Users: Decodable {
      let listed: Int
      let checked: Int
      let skipped: Int
    }
    let complete: Bool
    let users: Users
    let emails: [String: Int]
    let failures: [Failure]
  }
}
