// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import AWSClient

@Suite(.limited) struct FailureClassTests {
  @Test("every row is there", .enabled(if: Vectors.areHere, RetryVectors.reason))
  func isWhole() {
    #expect(ClassificationRow.throttling.count == 19)
    #expect(ClassificationRow.transient.count == 14)
  }

  @Test(
    "throttling", .enabled(if: Vectors.areHere, RetryVectors.reason),
    arguments: ClassificationRow.throttling)
  func throttling(_ row: ClassificationRow) { #expect((row.failure == .throttling) == row.matches) }

  /// PriorRequestNotComplete is in both tables; throttling comes first.
  @Test(
    "transient", .enabled(if: Vectors.areHere, RetryVectors.reason),
    arguments: ClassificationRow.transient)
  func transient(_ row: ClassificationRow) {
    let isThrottling = row.error == "PriorRequestNotComplete"
    #expect(row.failure == .throttling || !isThrottling)
    #expect((row.failure == .transient) == (row.matches && !isThrottling))
  }

  static let meanings: [(Int, String, FailureClass)] = [
    (429, "429", .throttling), (429, "SomethingElse", .throttling),
    (400, "Throttling", .throttling),
    (503, "Throttling", .throttling), (400, "RequestTimeout", .transient),
    (500, "ServiceFailure", .transient), (503, "503", .transient), (504, "504", .transient),
    (501, "501", .final), (409, "LimitExceeded", .final), (404, "NoSuchEntity", .final),
    (403, "AccessDenied", .final), (302, "302", .final),
    // 58
    (403, "InvalidClientTokenId", .final), (403, "SignatureDoesNotMatch", .final),
    (403, "UnrecognizedClientException", .final), (403, "ExpiredToken", .final),
  ]

  @Test("29, 58: what a code and a status mean; 429 alone is throttling", arguments: meanings)
  func own(status: Int, code: String, expected: FailureClass) {
    let error = AWSError.service(ServiceError(status: status, code: code, message: ""))
    #expect(FailureClass(error) == expected)
  }

  @Test(
    "20, 62, 77: a transient failure is tried again, a final one is not",
    arguments: [
      (.unreachable, .transient), (.handshakeFailed, .transient), (.proxyFailed, .transient),
      (.proxyRefused, .final), (.untrusted, .final), (.invalidRequest, .final),
    ] as [(TransportError.Kind, FailureClass)])
  func transport(kind: TransportError.Kind, expected: FailureClass) {
    #expect(FailureClass(.transport(TransportError(kind, ""))) == expected)
  }

  static let outcomes: [(AWSError, Bool)] = [
    (.service(ServiceError(status: 400, code: "Throttling", message: "")), false),
    (.service(ServiceError(status: 503, code: "Throttling", message: "")), false),
    (.service(ServiceError(status: 400, code: "MessageRejected", message: "")), false),
    (.service(ServiceError(status: 500, code: "500", message: "")), true),
    (.service(ServiceError(status: 501, code: "501", message: "")), true),
    (.service(ServiceError(status: 408, code: "408", message: "")), true),
    (.service(ServiceError(status: 400, code: "RequestTimeout", message: "")), true),
    (.transport(TransportError(.unreachable, "")), false),
    (.transport(TransportError(.handshakeFailed, "")), false),
    (.transport(TransportError(.proxyFailed, "")), false),
    (.transport(TransportError(.proxyRefused, "")), false),
    (.transport(TransportError(.untrusted, "")), false),
    (.transport(TransportError(.interrupted, "")), true),
    (.transport(TransportError(.timedOut, "")), true),
    (.malformedResponse(""), true), (.deadline(), false), (.invalidRequest(""), false),
  ]

  @Test(
    "43: whether the service may have carried out a request without a success", arguments: outcomes)
  func mayHaveBeenDone(error: AWSError, expected: Bool) {
    #expect(error.mayHaveBeenDone == expected)
  }
}

/// One row of botocore's tables. Its third table is of errors that a service's model calls
/// retryable; IAM and SES v2 have none.
struct ClassificationRow: Decodable, Sendable, CustomTestStringConvertible {
  let status: Int?
  let error: String?
  let matches: Bool
  var testDescription: String { "\(status ?? 0) \(error ?? "–"): \(matches)" }

  /// Without a status it is the connection that failed.
  var failure: FailureClass {
    guard let status else {
      return FailureClass(.transport(TransportError(.interrupted, "reset")))
    }
    return FailureClass(
      .service(ServiceError(status: status, code: error ?? "\(status)", message: "")))
  }

  static func table(_ name: String) -> [ClassificationRow] {
    guard let text = try? Vectors.text("retry/retry-classification.json") else { return [] }
    let tables = try? JSONDecoder().decode(
      [String: [ClassificationRow]].self, from: Data(text.utf8))
    return tables?[name] ?? []
  }

  static let throttling = table("RETRYABLE_THROTTLED_RESPONSES")
  static let transient = table("RETRYABLE_TRANSIENT_ERRORS")
}
