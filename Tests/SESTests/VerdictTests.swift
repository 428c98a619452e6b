// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Identifiers
import SES
import Testing
import TestSupport

@Suite(.limited) struct VerdictTests {
  private func mail() throws -> SendEmail {
    SendEmail(
      from: Sender(try address("Keys@mail.corp.example")), to: [try address("ana@corp.example")],
      content: .simple(subject: "s", text: "t", html: "h"))
  }

  @Test(
    "43–48: by code, text and status",
    arguments: [
      (400, "AccountSuspendedException", "", .stopAll),
      (400, "SendingPausedException", "", .stopAll),
      (400, "MailFromDomainNotVerifiedException", "", .stopAll),
      (404, "NotFoundException", "", .stopAll),
      (403, "AccessDeniedException", "", .stopAll), (400, "AccessDenied", "", .stopAll),
      (403, "403", "", .stopAll), (404, "404", "", .stopAll), (301, "301", "", .stopAll),
      (403, "InvalidSignatureException", "", .stopAll),
      (400, "ExpiredTokenException", "", .stopAll),
      (400, "ThrottlingException", "Daily message quota exceeded.", .stopAll),
      (429, "TooManyRequestsException", "Daily message quota exceeded", .stopAll),
      (400, "LimitExceededException", "", .stopAll),
      (400, "LimitExceededException", "Maximum sending rate exceeded.", .wait),
      (400, "LimitExceededException", "Daily message quota exceeded.", .stopAll),
      (429, "TooManyRequestsException", "", .wait), (429, "429", "", .wait),
      (400, "ThrottlingException", "Maximum sending rate exceeded.", .wait),
      (400, "Throttling", "Rate exceeded", .wait), (503, "SlowDown", "", .wait),
      (400, "BadRequestException", "Missing final '@domain'", .skipOne),
      (413, "413", "Request too long", .skipOne), (400, "NewException", "", .skipOne),
      (500, "InternalFailure", "", .unknown), (502, "502", "", .unknown),
      (503, "503", "", .unknown),
      (504, "504", "", .unknown), (408, "RequestTimeout", "", .unknown), (599, "599", "", .unknown),
    ] as [(Int, String, String, SendEmail.Verdict)])
  func verdict(status: Int, code: String, message: String, expected: SendEmail.Verdict) throws {
    let error = ServiceError(status: status, code: code, message: message)
    #expect(try mail().verdict(on: error) == expected)
    #expect(try mail().verdict(on: .service(error)) == expected)
  }

  @Test(
    "45: a throttling code is final when waiting does not help",
    arguments: [
      ("ThrottlingException", "Daily message quota exceeded.", true),
      ("LimitExceededException", "", true),
      ("ThrottlingException", "Maximum sending rate exceeded.", false),
      ("TooManyRequestsException", "", false),
    ])
  func isFinal(code: String, message: String, expected: Bool) throws {
    let error = ServiceError(status: 400, code: code, message: message)
    #expect(try mail().isFinal(error) == expected)
  }

  private static let failed = "Email address is not verified. The following identities failed the"
  private static let check = "\(failed) check in region EU-WEST-1: "

  @Test(
    "47: a rejection stops all when it names the sender's own identity",
    arguments: [
      (check + "ana@corp.example", .skipOne), (check + "keys@mail.corp.example", .stopAll),
      (check + "ana@corp.example, Keys@Mail.corp.example", .stopAll),
      (check + "Key Reminder <keys@mail.corp.example>, ana@corp.example", .stopAll),
      (check + "mail.corp.example", .stopAll), (check + "corp.example.", .stopAll),
      (check + "arn:aws:ses:eu-west-1:1:identity/corp.example", .stopAll),
      (check + "arn:aws:ses:eu-west-1:1:identity/ana@corp.example", .skipOne),
      (check + "xkeys@mail.corp.example", .skipOne), (check + "orp.example", .skipOne),
      (check + "example.org", .skipOne), (check + "keys@corp.example", .skipOne),
      ("Email address not verified keys@mail.corp.example", .stopAll),
      ("Email address is not verified.", .skipOne), ("", .skipOne),
      ("Sending paused for this account. For more information …", .stopAll),
      ("Address blacklisted.", .skipOne),
    ] as [(String, SendEmail.Verdict)])
  func rejection(message: String, expected: SendEmail.Verdict) throws {
    let error = ServiceError(status: 400, code: "MessageRejected", message: message)
    #expect(try mail().verdict(on: error) == expected)
  }

  @Test(
    "42: after a lost response the outcome is unknown, after a request that was not sent it is not",
    arguments: [
      (.interrupted, .unknown), (.timedOut, .unknown), (.malformedResponse, .unknown),
      (.cancelled, .unknown), (.unreachable, .skipOne), (.untrusted, .stopAll),
      (.handshakeFailed, .skipOne), (.proxyFailed, .skipOne), (.proxyRefused, .stopAll),
      (.invalidRequest, .skipOne),
    ] as [(TransportError.Kind, SendEmail.Verdict)])
  func transport(kind: TransportError.Kind, expected: SendEmail.Verdict) throws {
    #expect(try mail().verdict(on: .transport(TransportError(kind, ""))) == expected)
  }

  @Test("a mail that was never sent does not stop the others")
  func notSent() throws {
    #expect(try mail().verdict(on: .deadline()) == .skipOne)
    #expect(try mail().verdict(on: .invalidRequest("")) == .skipOne)
  }
}
