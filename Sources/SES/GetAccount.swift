// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSJSON
public import HTTP
public import JSON

/// Reads what the account may send in this region.
///
/// [GetAccount](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html)
public struct GetAccount: RESTJSONOperation {
  /// `GetAccount`.
  public static let name = "GetAccount"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 256 KiB; a response has 1 KB.
  public static let responseLimit = 1 << 18
  /// `GET`.
  public var method: Method { .get }
  /// The same for every account.
  public var path: String { "/v2/email/account" }

  /// Reads the state of the caller's account.
  public init() {}

  /// No body.
  public func input() -> JSON? { nil }

  /// Reads the account's state. What SES leaves out is `nil`, never a guess.
  public func output(of body: JSON) throws(MalformedResponse) -> SendingAccount {
    try SendingAccount(body)
  }
}

/// What an account may send in a region.
public struct SendingAccount: Sendable, Equatable {
  /// How much may be sent, and how fast.
  public struct Quota: Sendable, Equatable {
    /// Recipients in 24 hours; −1 for no limit.
    public let max24HourSend: Double?
    /// Recipients a second.
    public let maxSendRate: Double?
    /// Recipients in the last 24 hours.
    public let sentLast24Hours: Double?

    init(_ body: JSON) throws(MalformedResponse) {
      max24HourSend = try body.member("Max24HourSend", \.number)
      maxSendRate = try body.member("MaxSendRate", \.number)
      sentLast24Hours = try body.member("SentLast24Hours", \.number)
    }
  }

  /// `false` in SES's sandbox, where only verified addresses get mail.
  public let productionAccessEnabled: Bool?
  /// `false` when the account's sending is paused.
  public let sendingEnabled: Bool?
  /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
  public let enforcementStatus: String?
  /// The quota.
  public let sendQuota: Quota?

  init(_ body: JSON) throws(MalformedResponse) {
    productionAccessEnabled = try body.member("ProductionAccessEnabled", \.bool)
    sendingEnabled = try body.member("SendingEnabled", \.bool)
    enforcementStatus = try body.member("EnforcementStatus", \.string)
    sendQuota = try body.member("SendQuota", \.self).map { quota throws(MalformedResponse) in
      try Quota(quota)
    }
  }
}
