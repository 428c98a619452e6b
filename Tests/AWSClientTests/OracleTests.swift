// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import IAM
import SES
import Testing
import TestSupport
import UTC

@testable import AWSClient

/// Endpoints, retries and rates as botocore has them; see Oracle/README.md.
@Suite("botocore as an oracle", .limited) struct OracleTests {
  @Test func isWhole() throws {
    #expect(
      BotocoreEndpoint.all.count == 456 && Set(BotocoreEndpoint.all.map(\.region)).count == 53)
    #expect(BotocoreEndpoint.otherServices.count == 180)
    let retries = try #require(RetryOracle.shared)
    #expect(retries.classification.count == 410 && retries.delays.count == 20)
    #expect(retries.sideBySide.count == 8)
    #expect(retries.curves.count == 10 && retries.sending.count == 6)
  }

  @Test("every region's endpoint, with FIPS and dual stack", arguments: BotocoreEndpoint.all)
  func endpoint(_ row: BotocoreEndpoint) throws {
    guard row.error == nil else {
      let error = #expect(throws: EndpointError.self) { try row.resolve() }
      #expect(row.error.map { error?.description.hasPrefix($0) == true } == true)
      return
    }
    let endpoint = try row.resolve()
    #expect("\(endpoint.scheme)://\(endpoint.authority)\(endpoint.basePath)" == row.url)
    #expect(endpoint.signingName == row.signingName)
    #expect(endpoint.signingRegion == row.signingRegion)
  }

  @Test(
    "services that the program does not call yet are added as values",
    arguments: BotocoreEndpoint.otherServices)
  func otherService(_ row: BotocoreEndpoint) throws {
    guard row.error == nil else {
      #expect(throws: EndpointError.self) { try row.resolve() }
      return
    }
    let endpoint = try row.resolve()
    #expect("\(endpoint.scheme)://\(endpoint.authority)\(endpoint.basePath)" == row.url)
    #expect(endpoint.signingName == row.signingName)
    #expect(endpoint.signingRegion == row.signingRegion)
  }

  /// botocore's list of SES's regions is not complete: a region may be new, or secret.
  @Test("no service is refused where botocore knows of it", arguments: BotocoreEndpoint.all)
  func offered(_ row: BotocoreEndpoint) throws {
    guard row.isOffered == true else { return }
    #expect(
      try Endpoint.resolve(row.ours, region: row.parsedRegion, settings: row.settings)
        == row.resolve())
  }

  @Test(
    "throttling, transient or neither", arguments: RetryOracle.shared?.classification ?? [])
  func classification(_ row: RetryOracle.Classification) throws {
    let expected: FailureClass =
      row.throttling ? .throttling : row.transient ? .transient : .final
    #expect(FailureClass(try row.failure) == expected)
  }

  @Test("calls side by side share the quota")
  func sideBySide() throws {
    let quota = RetryQuota(capacity: 60)
    var calls = (0..<3).map { _ in
      Retry(policy: RetryPolicy(), quota: quota, skew: ClockSkew(), isRepeatable: true)
    }
    for step in try #require(RetryOracle.shared).sideBySide {
      if step.expected.isRetry {
        let delay = calls[step.call].delay(after: step.failed, at: .epoch, random: { 1 })
        #expect((delay ?? .zero) / .seconds(1) == step.expected.delay)
      } else {
        calls[step.call].succeeded()
      }
      #expect(quota.left == step.expected.retry_quota)
    }
  }

  @Test("the cubic curve")
  func curve() throws {
    for test in try #require(RetryOracle.shared).curves {
      let given = try #require(test.given)
      var cubic = CubicRate(
        lastMaxRate: given.last_max_rate, lastThrottle: given.last_throttle_time,
        rate: given.last_max_rate)
      for step in test.cases {
        cubic.take(step, throttledAt: cubic.rate)
        let expected = try #require(step.calculated_rate)
        #expect(abs(cubic.rate - expected) < 1e-6 * max(1, expected), "at \(step.timestamp)")
      }
    }
  }

  @Test("the sending rate, given what was measured")
  func sending() throws {
    for test in try #require(RetryOracle.shared).sending {
      var cubic = CubicRate()
      var wasThrottled = false
      for step in test.cases {
        let measured = try #require(step.measured_tx_rate)
        cubic.take(step, throttledAt: wasThrottled ? min(measured, cubic.rate) : measured)
        wasThrottled = wasThrottled || step.response == "throttle"
        let expected = try #require(step.new_token_bucket_rate)
        #expect(abs(cubic.rate - expected) < 1e-6 * max(1, expected), "at \(step.timestamp)")
      }
    }
  }
}

extension RetryTests {
  @Test("botocore's cases", arguments: NamedRetryCase.oracle)
  func oracle(_ test: NamedRetryCase) async { await play(test) }
}

extension NamedRetryCase {
  fileprivate static let oracle: [NamedRetryCase] = (RetryOracle.shared?.delays ?? [:])
    .sorted { $0.key < $1.key }
    .map { NamedRetryCase(name: $0, given: $1.given, steps: $1.responses ?? []) }
}

/// Where botocore sends a service's calls, and how they are signed there.
struct BotocoreEndpoint: Decodable, Sendable, CustomTestStringConvertible {
  let service: String
  let region: String
  let fips: Bool
  let dualStack: Bool
  let custom: String?
  let url: String?
  let signingName: String?
  let signingRegion: String?
  let isOffered: Bool?
  let error: String?

  var testDescription: String {
    "\(service) in \(region)\(fips ? ", FIPS" : "")\(dualStack ? ", dual stack" : "")"
      + (custom.map { ", \($0)" } ?? "")
  }

  static let all: [BotocoreEndpoint] = decoded("endpoints") ?? []
  /// Of the services in ``Service/sample``, without IAM.
  static let otherServices: [BotocoreEndpoint] = decoded("other_services") ?? []

  var ours: Service { Service.sample[service] ?? .ses }
  var parsedRegion: Region { get throws { try Region(region) } }

  var settings: EndpointSettings {
    get throws {
      try EndpointSettings(environment: [
        "AWS_USE_FIPS_ENDPOINT": "\(fips)", "AWS_USE_DUALSTACK_ENDPOINT": "\(dualStack)",
        "AWS_ENDPOINT_URL": custom ?? "",
      ])
    }
  }

  /// Our endpoint, also where SES is not offered: the rules are compared.
  func resolve() throws -> Endpoint {
    var service = ours
    service.isOffered = { _ in true }
    return try .resolve(service, region: parsedRegion, settings: settings)
  }
}

/// How botocore classifies responses and failures.
struct RetryOracle: Decodable, Sendable {
  struct Classification: Decodable, Sendable, CustomTestStringConvertible {
    let status: Int?
    let error: String?
    /// How the transport failed, where there is no status.
    let transport: String?
    let throttling: Bool
    let transient: Bool

    var testDescription: String {
      "\(transport ?? "\(status ?? 0) \(error ?? "–")"): \(throttling), \(transient)"
    }

    var failure: AWSError {
      get throws {
        guard let status else { return .transport(TransportError(try kind, "")) }
        return .service(ServiceError(status: status, code: error ?? "\(status)", message: ""))
      }
    }

    private var kind: TransportError.Kind {
      get throws {
        let kinds: [String: TransportError.Kind] = [
          "unreachable": .unreachable, "timedOut": .timedOut, "interrupted": .interrupted,
          "malformedResponse": .malformedResponse,
        ]
        return try #require(transport.flatMap { kinds[$0] })
      }
    }
  }

  /// A response to one of several calls that are under way.
  struct Step: Decodable, Sendable {
    let call: Int
    let response: RetryCase.Reply
    let expected: RetryCase.Expected

    fileprivate var failed: FailedAttempt {
      let status = response.status_code
      return FailedAttempt(.service(ServiceError(status: status, code: "\(status)", message: "")))
    }
  }

  let classification: [Classification]
  let delays: [String: RetryCase]
  let sideBySide: [Step]
  let curves: [CubicRateTests.Case]
  let sending: [CubicRateTests.Case]

  static let shared: RetryOracle? = decoded("retries")
}

private func decoded<Value: Decodable>(_ name: String) -> Value? {
  let file = Bundle.module.url(forResource: name, withExtension: "json")
  return file.flatMap { try? Data(contentsOf: $0) }
    .flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
}

extension Timestamp {
  fileprivate static let epoch = Timestamp(secondsSince1970: 0)
}
