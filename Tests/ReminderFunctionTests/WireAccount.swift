// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTP
import KeyReminder
import Logging
import TestSupport
import UTC

@testable import LambdaRuntime
@testable import ReminderFunction

/// An account behind a scripted transport, with IAM's and SES's responses, and a handler that calls
/// it.
struct WireAccount: Sendable {
  /// Every user has signed in, and has one key of 400 days.
  var users = ["ana@example.com"]
  /// The marker of the first page of users; `nil` if it is the only page.
  var marker: String?
  /// `AWS_LAMBDA_LOG_LEVEL`.
  var logLevel: String?
  /// How long a call takes.
  var latency = Duration.zero
  /// SES's response to GetAccount.
  var sending = "{}"
  /// The response to a request whose body contains this text, instead.
  var faults: [String: Response] = [:]
  /// Called before a response.
  var hold: @Sendable (Request) async -> Void = { _ in }

  let time = ManualTime()
  let log = Transcript<String>()
  let sent = Transcript<String>()
  /// The lines of metrics.
  let metrics = Transcript<String>()
  /// How many requests had been sent whenever the connections were renewed.
  let renewals = Transcript<Int>()

  static let arn = "arn:aws:lambda:eu-west-1:123456789012:function:key-reminder"

  struct Run {
    let outcome: Result<[UInt8], InvocationFailure>
    let log: [String]
    /// The recipients of the mails that arrived at SES.
    let sent: [String]
    /// The requests that were sent, and with which limits.
    let requests: [(request: Request, limits: Limits)]
    let renewals: [Int]
    let metrics: [String]

    var response: String? { (try? outcome.get()).map { String(decoding: $0, as: UTF8.self) } }
    var failure: InvocationFailure? {
      if case .failure(let failure) = outcome { failure } else { nil }
    }

    func lines(_ level: String) -> [String] {
      log.filter { $0.contains(#""level":"\#(level)""#) }
    }
  }

  /// Gives one handler the same event `times` times; the outcome is that of the last.
  func run(
    _ event: String = "{}", times: Int = 1, seconds: Int64 = 300, arn: String? = Self.arn,
    setting variables: [String: String?] = [:]
  ) async throws -> Run {
    let transport = ScriptedTransport(always: { request in
      await self.hold(request)
      return .success(self.response(to: request))
    })
    let handler = ReminderHandler(
      configuration: try Configuration(setting: variables), version: "1.2.3", transport: transport,
      time: time,
      renewConnections: { self.renewals.add(transport.requests.count) }, write: metrics.add)
    var outcome = Result<[UInt8], InvocationFailure>.success([])
    for _ in 1...times {
      let invocation = try invocation(event, seconds, arn)
      do throws(InvocationFailure) {
        outcome = .success(try await handler.handle(invocation))
      } catch {
        outcome = .failure(error)
      }
    }
    return Run(
      outcome: outcome, log: log.items, sent: sent.items,
      requests: Array(zip(transport.requests, transport.limits)), renewals: renewals.items,
      metrics: metrics.items)
  }

  private func invocation(_ event: String, _ seconds: Int64, _ arn: String?) throws -> Invocation {
    let writer = LogWriter(format: "JSON", level: logLevel, write: log.add)
    let deadline = Int64(time.now.millisecondsSince1970) + seconds * 1000
    var fields: Fields = [
      "Lambda-Runtime-Aws-Request-Id": "r-1", "Lambda-Runtime-Deadline-Ms": "\(deadline)",
    ]
    fields["Lambda-Runtime-Invoked-Function-Arn"] = arn
    return try Invocation(
      .response(200, event, fields: fields), time: time,
      logger: Logger(label: "test") { _ in writer }
    )
  }

  private func response(to request: Request) -> Response {
    time.advance(by: latency)
    let body = String(decoding: request.body, as: UTF8.self)
    let fault = faults.first { body.contains($0.key) }?.value
    if let mail = try? JSONDecoder().decode(SentMail.self, from: Data(request.body)) {
      for address in mail.Destination.ToAddresses { sent.add(address) }
      return fault ?? .response(200, #"{"MessageId":"m-1"}"#)
    }
    return fault ?? read(request.path, body)
  }

  private struct SentMail: Decodable {
    struct Recipients: Decodable { let ToAddresses: [String] }
    let Destination: Recipients
  }

  private func read(_ path: String, _ form: String) -> Response {
    if path == "/v2/email/account" { return .response(200, sending) }
    if form.contains("Action=ListUsers&") { return listUsers }
    if form.contains("Action=ListAccessKeys&") { return listAccessKeys(of: form) }
    if form.contains("Action=GetAccessKeyLastUsed&") {
      return result("GetAccessKeyLastUsed", "<AccessKeyLastUsed/>")
    }
    return .refusal("InvalidAction", 400, "Not in this account.")
  }

  private var listUsers: Response {
    let members = users.map {
      "<member><UserName>\($0)</UserName>"
        + "<PasswordLastUsed>2026-01-01T00:00:00Z</PasswordLastUsed></member>"
    }
    let list = "<Users>\(members.joined())</Users>"
    return result("ListUsers", list, marker: marker)
  }

  private func listAccessKeys(of form: String) -> Response {
    let field = form.split(separator: "&").first { $0.hasPrefix("UserName=") } ?? ""
    let name = field.dropFirst("UserName=".count).replacing("%40", with: "@")
    let created = time.now + .seconds(-86_400 * 400.5)
    return result(
      "ListAccessKeys",
      "<AccessKeyMetadata><member><UserName>\(name)</UserName>"
        + "<AccessKeyId>AKIA\(name.filter { $0.isLetter || $0.isNumber })</AccessKeyId>"
        + "<Status>Active</Status><CreateDate>\(created)</CreateDate></member></AccessKeyMetadata>")
  }

  private func result(_ action: String, _ list: String, marker: String? = nil) -> Response {
    let end = marker.map { "<IsTruncated>true</IsTruncated><Marker>\($0)</Marker>" }
    return .response(
      200,
      "<\(action)Response><\(action)Result>\(list)\(end ?? "<IsTruncated>false</IsTruncated>")"
        + "</\(action)Result></\(action)Response>")
  }
}

extension Response {
  /// An error of IAM's.
  static func refusal(_ code: String, _ status: Int, _ message: String) -> Response {
    .response(
      status,
      "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)</Message>"
        + "</Error><RequestId>r-7</RequestId></ErrorResponse>")
  }

  /// An error of SES's.
  static func rejection(_ code: String, _ status: Int, _ message: String) -> Response {
    .response(status, #"{"message":"\#(message)"}"#, fields: ["x-amzn-ErrorType": code])
  }
}
