// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
import JSON

/// Asks what the account may send in this region.
///
/// [GetAccount](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html)
public struct GetAccount: Operation {
  /// `GetAccount`.
  public static let name = "GetAccount"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// `.get`.
  public static let method = Method.get
  /// Not used: there is no body.
  public static let contentType = "application/json"
  /// `/v2/email/account`.
  public var path: String { "/v2/email/account" }

  /// Asks about the caller's account.
  public init() {}

  /// Empty.
  public func body() -> [UInt8] { [] }

  /// Reads the account's state. What SES leaves out is `nil`, never a guess.
  public func output(from response: Response) throws(MalformedAnswer) -> SendingAccount {
    guard let answer = try? JSON(parsing: response.body) else {
      throw MalformedAnswer("GetAccount was answered with something else than JSON")
    }
    return try SendingAccount(answer)
  }

  /// Reads the error.
  public static func error(from response: Response) -> ServiceError {
    JSONError.read(from: response)
  }
}

/// What an account may send in a region.
public struct SendingAccount: Sendable, Equatable {
  /// How much may be sent, and how fast.
  public struct Quota: Sendable, Equatable {
    /// Recipients in 24 hours; −1 for without a limit.
    public let max24HourSend: Double?
    /// Recipients a second.
    public let maxSendRate: Double?
    /// Recipients in the last 24 hours.
    public let sentLast24Hours: Double?

    init(_ answer: JSON) throws(MalformedAnswer) {
      max24HourSend = try answer.member("Max24HourSend", \.number)
      maxSendRate = try answer.member("MaxSendRate", \.number)
      sentLast24Hours = try answer.member("SentLast24Hours", \.number)
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

  init(_ answer: JSON) throws(MalformedAnswer) {
    productionAccessEnabled = try answer.member("ProductionAccessEnabled", \.bool)
    sendingEnabled = try answer.member("SendingEnabled", \.bool)
    enforcementStatus = try answer.member("EnforcementStatus", \.string)
    sendQuota = try answer.member("SendQuota", \.self).map { quota throws(MalformedAnswer) in
      try Quota(quota)
    }
  }
}

extension JSON {
  /// A member's value; `nil` when it is missing or `null`.
  fileprivate func member<Value>(
    _ name: String, _ read: (JSON) -> Value?
  ) throws(MalformedAnswer) -> Value? {
    guard let members = object else {
      throw MalformedAnswer("GetAccount was answered with something else than an account")
    }
    guard let member = members[name], member != .null else { return nil }
    guard let value = read(member) else {
      throw MalformedAnswer("GetAccount was answered with a \(name) of another kind")
    }
    return value
  }
}
