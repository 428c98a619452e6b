// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import Logging
import Testing
import TestSupport
import UTC

@testable import KeyReminder
@testable import LambdaRuntime
@testable import ReminderFunction

/// Where values cross: a setting of the environment or of the event reaches the request that it is
/// about, and what IAM says reaches the mail.
@Suite(.limited) struct SettingsOnTheWireTests {
  private let time = ManualTime()

  /// The requests, the mails and the output of one invocation.
  struct Run {
    /// The bodies of all requests.
    let requests: [String]
    let metrics: [String]
    let response: String

    var mails: [String] { requests.filter { $0.contains("FromEmailAddress") } }
  }

  /// An invocation in an account where `ana@x.org` has signed in and `bot@x.org` never has. Both
  /// have one active key of 400 days and one that has expired.
  private func run(_ event: String = "{}", _ variables: [String: String?] = [:]) async throws -> Run
  {
    let transport = ScriptedTransport { [time] in .success(Self.response(to: $0, at: time.now)) }
    let metrics = Transcript<String>()
    let handler = ReminderHandler(
      configuration: try Configuration(setting: variables), version: "1.2.3", transport: transport,
      time: time,
      renewConnections: {}, write: metrics.add)
    let invocation = try Invocation(
      .response(200, event, fields: ["Lambda-Runtime-Aws-Request-Id": "r-1"]), time: time,
      logger: Logger(label: "test") { _ in LogWriter(format: "JSON", level: nil, write: { _ in }) })
    let response = try await handler.handle(invocation)
    return Run(
      requests: transport.requests.map { String(decoding: $0.body, as: UTF8.self) },
      metrics: metrics.items, response: String(decoding: response, as: UTF8.self))
  }

  private static func response(to request: Request, at now: Timestamp) -> Response {
    let body = String(decoding: request.body, as: UTF8.self)
    if body.contains("FromEmailAddress") { return .response(200, #"{"MessageId":"m-1"}"#) }
    if body.contains("Action=ListUsers&") { return result("ListUsers", users) }
    if body.contains("Action=ListAccessKeys&") {
      let owner = body.contains("UserName=ana") ? "ANA" : "BOT"
      return result("ListAccessKeys", keys(of: owner, created: now + .seconds(-400 * 86_400)))
    }
    if body.contains("Action=ListAccountAliases&") {
      return result(
        "ListAccountAliases", "<AccountAliases><member>acme-prod</member></AccountAliases>")
    }
    return .response(403)
  }

  private static let users = """
    <Users><member><UserName>ana@x.org</UserName><PasswordLastUsed>2026-01-01T00:00:00Z</PasswordLastUsed></member>\
    <member><UserName>bot@x.org</UserName></member></Users>
    """

  private static func keys(of owner: String, created: Timestamp) -> String {
    let keys = [("AKIAACTIVE", "Active"), ("AKIAEXPIRED", "Expired")].map { id, status in
      "<member><AccessKeyId>\(id)\(owner)</AccessKeyId><Status>\(status)</Status>"
        + "<CreateDate>\(created)</CreateDate></member>"
    }
    return "<AccessKeyMetadata>\(keys.joined())</AccessKeyMetadata>"
  }

  private static func result(_ action: String, _ list: String) -> Response {
    .response(
      200,
      "<\(action)Response><\(action)Result><IsTruncated>false</IsTruncated>\(list)"
        + "</\(action)Result></\(action)Response>")
  }

  @Test("a user who never signed in is not checked, unless USERS says so")
  func neverSignedIn() async throws {
    for (variables, names) in [([:], ["ana"]), (["USERS": "all"], ["ana", "bot"])] {
      let run = try await run("{}", variables)
      let asked = ["ana", "bot"].filter { name in
        run.requests.contains { $0.contains("ListAccessKeys") && $0.contains("UserName=\(name)") }
      }
      #expect(asked == names && run.mails.count == names.count)
    }
  }

  @Test(
    "who signs in to the console is told how to sign in without a key, a program's owner is not")
  func console() async throws {
    let mails = try await run("{}", ["USERS": "all"]).mails
    #expect(mails.count == 2)
    for mail in mails {
      let isBot = mail.contains("bot@x.org")
      #expect(mail.contains("IAM Roles Anywhere") == isBot)
      #expect(mail.contains("aws login") == !isBot)
    }
  }

  @Test("33: an expired key is not stale: the mail names it only as a second key")
  func expired() async throws {
    let run = try await run()
    let mail = try #require(run.mails.first)
    #expect(mail.contains("AKIAACTIVEANA  400 days old"))
    #expect(mail.contains("Delete the expired key AKIAEXPIREDANA first."))
    #expect(run.response.contains("AKIAACTIVE") && !run.response.contains("AKIAEXPIRED"))
  }

  @Test("REDIRECT_TO gets the mails of everybody, and the response says so")
  func redirected() async throws {
    let run = try await run("{}", ["USERS": "all", "REDIRECT_TO": "me@x.org"])
    #expect(run.mails.count == 2)
    #expect(run.mails.allSatisfy { $0.contains(#""ToAddresses":["me@x.org"]"#) })
    #expect(run.response.contains(#""redirectedTo":"me@x.org""#))
  }

  /// `ACCOUNT_NAME`, `READ_ACCOUNT_ALIAS`, whether the alias is asked for, and the name in the mail.
  static let names: [(name: String?, alias: String?, isAsked: Bool, shown: String?)] = [
    (nil, nil, false, nil), (nil, "true", true, "acme-prod"),
    ("production", nil, false, "production"), ("production", "true", false, "production"),
  ]

  @Test("the mail names the account, and only READ_ACCOUNT_ALIAS asks IAM", arguments: names)
  func accountName(name: String?, alias: String?, isAsked: Bool, shown: String?) async throws {
    let run = try await run("{}", ["ACCOUNT_NAME": name, "READ_ACCOUNT_ALIAS": alias])
    #expect(run.requests.contains { $0.contains("ListAccountAliases") } == isAsked)
    let mail = try #require(run.mails.first)
    #expect(shown.map { mail.contains("AWS account \($0)") } ?? !mail.contains("prod"))
  }

  @Test("SUPPORT_EMAIL gets the replies", arguments: [nil, "help@x.org"])
  func replies(to address: String?) async throws {
    let mail = try #require(try await run("{}", ["SUPPORT_EMAIL": address]).mails.first)
    #expect(mail.contains(#""ReplyToAddresses":["help@x.org"]"#) == (address != nil))
  }

  @Test("several addresses of SUPPORT_EMAIL and ADMIN_EMAIL stand in one mail")
  func lists() async throws {
    let lists = ["SUPPORT_EMAIL": "help@x.org ops@x.org", "ADMIN_EMAIL": "a@x.org b@x.org"]
    let run = try await run("{}", lists)
    #expect(run.mails.count == 2)
    for mail in run.mails {
      #expect(mail.contains(#""ReplyToAddresses":["help@x.org","ops@x.org"]"#))
    }
    #expect(run.mails[0].contains("write to help@x.org or ops@x.org"))
    #expect(run.mails[1].contains(#""ToAddresses":["a@x.org","b@x.org"]"#))
  }

  @Test("132: CONFIGURATION_SET is named in every mail, with tags", arguments: [nil, "events"])
  func configurationSet(name: String?) async throws {
    let run = try await run("{}", ["CONFIGURATION_SET": name, "ADMIN_EMAIL": "a@x.org"])
    #expect(run.mails.count == 2)
    for (mail, kind) in zip(run.mails, ["reminder", "adminReport"]) {
      #expect(mail.contains(#""ConfigurationSetName":"events""#) == (name != nil))
      #expect(mail.contains(#"{"Name":"kind","Value":"\#(kind)"}"#) == (name != nil))
      let isUrgent = mail.contains(#"{"Name":"urgency","Value":"final"}"#)
      #expect(isUrgent == (name != nil && kind == "reminder"))
    }
  }

  @Test("the sender's name, identity and return path are those of every mail")
  func sender() async throws {
    let arn = "arn:aws:ses:eu-west-1:210987654321:identity/example.com"
    let run = try await run(
      "{}",
      [
        "SENDER_NAME": "Zoë", "SENDER_IDENTITY_ARN": arn, "FEEDBACK_EMAIL": "bounces@example.com",
        "ADMIN_EMAIL": "a@x.org",
      ])
    #expect(run.mails.count == 2)
    for mail in run.mails {
      #expect(mail.contains(#""FromEmailAddress":"=?UTF-8?Q?Zo=C3=AB?= <keys@example.com>""#))
      #expect(mail.contains(#""FromEmailAddressIdentityArn":"\#(arn)""#))
      #expect(mail.contains(#""FeedbackForwardingEmailAddress":"bounces@example.com""#))
    }
  }

  @Test("an event's path outranks the variable's, and reaches IAM")
  func path() async throws {
    for (event, path) in [("{}", "%2Fstaff%2F"), (#"{"pathPrefix":"/team/"}"#, "%2Fteam%2F")] {
      let list = try await run(event, ["PATH_PREFIX": "/staff/"]).requests.first
      #expect(list?.contains("&PathPrefix=\(path)&") == true)
    }
  }

  @Test("only a run as configured writes metrics, in the namespace of the alarms")
  func metrics() async throws {
    let line = try #require(try await run().metrics.first)
    #expect(line.contains(#""Namespace":"KeyReminder""#))
    #expect(line.contains(#""Dimensions":[["FunctionName"]]"#))
    for event in [#"{"alertAfterDays":50}"#, #"{"users":"all"}"#, #"{"dryRun":true}"#] {
      #expect(try await run(event).metrics.isEmpty)
    }
  }
}
