// SPDX-License-Identifier: Apache-2.0
import AWSClient
import FailureMessages
import HTTP
import KeyReminder
import Testing
import TestSupport

@testable import AWSAdapters

@Suite(.limited) struct ServiceFailureTests {
  static let errors: [(error: AWSError, code: String, message: String)] = [
    (
      .service(
        ServiceError(
          status: 403, code: "AccessDenied", message: "You may not do that", requestID: "r-1")),
      "AccessDenied",
      "iam:ListUsers was refused with AccessDenied: You may not do that. Allow iam:ListUsers in the"
        + " policy of the function's role. Request id: r-1."
    ),
    (
      .service(ServiceError(status: 400, code: "Odd", message: "Really?")), "Odd",
      "iam:ListUsers was refused with Odd: Really?"
    ),
    (
      .service(ServiceError(status: 503, code: "503", message: "Service Unavailable.")), "503",
      "iam:ListUsers was refused with 503: Service Unavailable."
    ),
    (
      .transport(TransportError(.unreachable, "Could not resolve host: iam.amazonaws.com")),
      "Unreachable",
      "No response from iam:ListUsers: Could not resolve host: iam.amazonaws.com. A function in a"
        + " VPC needs a NAT gateway or an endpoint to reach it."
    ),
    (
      .transport(TransportError(.interrupted, "Connection reset by peer.")), "Interrupted",
      "No response from iam:ListUsers: Connection reset by peer."
    ),
    (
      .malformedResponse("<html> is not XML"), "MalformedAnswer",
      "The response to iam:ListUsers could not be read: <html> is not XML."
    ),
    (
      .invalidRequest("the subject holds a control character"), "InvalidRequest",
      "iam:ListUsers could not be called: the subject holds a control character."
    ),
    (.deadline(), "OutOfTime", "iam:ListUsers was not called: deadline exceeded."),
    (
      .deadline(
        after: ServiceError(
          status: 400, code: "Throttling", message: "Rate exceeded", requestID: "r-1")),
      "Throttling",
      "iam:ListUsers was throttled until the deadline with Throttling: Rate exceeded. All callers"
        + " in the account share the service's limit: run the function at a quieter time, or give it a"
        + " longer timeout. Request id: r-1."
    ),
    (
      .deadline(after: ServiceError(status: 503, code: "503", message: "Service Unavailable")),
      "503", "iam:ListUsers was refused until the deadline with 503: Service Unavailable."
    ),
  ]

  @Test("a reason reads well whatever AWS's text ends with", arguments: errors)
  func reason(error: AWSError, code: String, message: String) {
    let failure = ServiceFailure(error, during: .listUsers)
    #expect(failure.code == code && failure.message == message)
    #expect(failure.isDenied == (code == "AccessDenied"))
  }

  @Test("41: the longest text leaves room for 5,000 of them, and for what to do next")
  func longText() {
    let text = String(repeating: "é", count: 1024)
    let error = AWSError.service(ServiceError(status: 403, code: "AccessDenied", message: text))
    let message = ServiceFailure(error, during: .listAccessKeys).message
    #expect(message.utf8.count < 1000)
    #expect(message.hasSuffix("Allow iam:ListAccessKeys in the policy of the function's role."))
  }

  /// A word of what to look at, for each cause; `nil` for no advice.
  static let causes: [(kind: TransportError.Kind, word: String?)] = [
    (.unreachable, "NAT gateway"), (.handshakeFailed, "TLS 1.2"), (.proxyFailed, "HTTPS_PROXY"),
    (.proxyRefused, "user and password in HTTPS_PROXY"), (.untrusted, "AWS_CA_BUNDLE"),
    (.timedOut, nil), (.interrupted, nil), (.malformedResponse, nil), (.cancelled, nil),
  ]

  @Test("20, 62, 75, 77: advice is about the cause", arguments: causes)
  func advice(kind: TransportError.Kind, word: String?) {
    let message = ServiceFailure(
      .transport(TransportError(kind, "It broke.")), during: .listUsers
    ).message
    let rest = message.dropFirst("No response from iam:ListUsers: It broke.".count)
    #expect(word.map { rest.contains($0) } ?? rest.isEmpty)
    #expect(kind == .unreachable || !rest.contains("NAT"))
  }

  @Test(
    "every kind of network failure has a code and a sentence",
    arguments: [
      TransportError.Kind.unreachable, .handshakeFailed, .proxyFailed, .proxyRefused, .untrusted,
      .interrupted, .timedOut, .malformedResponse, .cancelled, .invalidRequest,
    ])
  func transport(kind: TransportError.Kind) {
    let reason = ServiceFailure(.transport(TransportError(kind, "It broke")), during: .sendEmail)
    #expect(reason.code.first?.isUppercase == true && reason.message.hasSuffix("."))
    #expect(reason.message.hasPrefix("No response from ses:SendEmail: It broke."))
  }
}
