// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

/// The SDKs' retry specification as cases, from files that others published.
enum RetryVectors {
  static let reason: Comment = "../shared/vectors is not here and VECTORS names no other place"

  /// The cases of a group, by name; none where the file is not.
  static func cases<Case: Decodable>(_ section: String, _ group: String) -> [String: Case] {
    guard let text = try? Vectors.text("retry/retry-vectors.json"),
      let file = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let groups = file[section] as? [String: Any], let cases = groups[group],
      let data = try? JSONSerialization.data(withJSONObject: cases)
    else { return [:] }
    return (try? JSONDecoder().decode([String: Case].self, from: data)) ?? [:]
  }
}

/// A service's responses, one after the other, and what calls make of them.
struct RetryCase: Decodable, Sendable {
  struct Given: Decodable, Sendable {
    var initial_retry_tokens: Int?
    var max_attempts: Int?
    var max_backoff_time: Double?
  }
  struct Reply: Decodable, Sendable {
    let status_code: Int
    var error_code: String?
    var headers: [String: String]?

    var response: Response {
      var response = Response.response(status_code, error_code ?? "")
      for (name, value) in headers ?? [:] { response.fields[name] = value }
      return response
    }
  }
  struct Expected: Decodable, Sendable {
    let outcome: String
    let retry_quota: Int
    var delay: Double?

    var isRetry: Bool { outcome == "retry_request" }
  }
  struct Step: Decodable, Sendable {
    let response: Reply
    let expected: Expected

    init(_ status: Int, _ outcome: String, quota: Int, delay: Double? = nil) {
      response = Reply(status_code: status)
      expected = Expected(outcome: outcome, retry_quota: quota, delay: delay)
    }
  }

  let given: Given
  var responses: [Step]?
  var threads: [[Step]]?
}

/// A case with its name.
struct NamedRetryCase: Sendable, CustomTestStringConvertible {
  let name: String
  let given: RetryCase.Given
  let steps: [RetryCase.Step]
  var testDescription: String { name }

  /// Two cases of our own, so that the project proves itself where the published ones are not.
  static let own = [
    NamedRetryCase(
      name: "own: two faults, then success", given: .init(),
      steps: [
        .init(500, "retry_request", quota: 486, delay: 0.05),
        .init(503, "retry_request", quota: 472, delay: 0.1), .init(200, "success", quota: 486),
      ]),
    NamedRetryCase(
      name: "own: three faults, and success at the first attempt later", given: .init(),
      steps: [
        .init(502, "retry_request", quota: 486, delay: 0.05),
        .init(504, "retry_request", quota: 472, delay: 0.1),
        .init(500, "max_attempts_exceeded", quota: 472), .init(200, "success", quota: 473),
      ]),
  ]

  /// The published cases that one call after the other can play. Long polling is left out: it is
  /// for services that hold a request open, and none of ours does.
  static let published: [NamedRetryCase] = {
    let groups = [
      "newStandardRetryIntegrationTestCases", "newStandardRetryMultiInvocationTestCases",
    ]
    let cases: [[String: RetryCase]] = groups.map { RetryVectors.cases(section, $0) }
    return cases.flatMap { $0 }.sorted { $0.key < $1.key }.compactMap { name, test in
      test.responses.map { NamedRetryCase(name: name, given: test.given, steps: $0) }
    }
  }()

  static let section = "retry-2.1 (new, AWS_NEW_RETRIES_2026)"
}
