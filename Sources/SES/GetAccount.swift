// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import FoundationEssentials
public import HTTP

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
    do {
      return try JSONDecoder().decode(SendingAccount.self, from: Data(response.body))
    } catch {
      throw MalformedAnswer("GetAccount was answered with something else than an account as JSON")
    }
  }

  /// Reads the error.
  public static func error(from response: Response) -> ServiceError {
    JSONError.read(from: response)
  }
}

/// What an account may send in a region.
public struct SendingAccount: Sendable, Equatable, Decodable {
  /// How much may be sent, and how fast.
  public struct Quota: Sendable, Equatable, Decodable {
    /// Recipients in 24 hours; −1 for without a limit.
    public let max24HourSend: Double?
    /// Recipients a second.
    public let maxSendRate: Double?
    /// Recipients in the last 24 hours.
    public let sentLast24Hours: Double?

    enum CodingKeys: String, CodingKey {
      case max24HourSend = "Max24HourSend"
      case maxSendRate = "MaxSendRate"
      case sentLast24Hours = "SentLast24Hours"
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

  enum CodingKeys: String, CodingKey {
    case productionAccessEnabled = "ProductionAccessEnabled"
    case sendingEnabled = "SendingEnabled"
    case enforcementStatus = "EnforcementStatus"
    case sendQuota = "SendQuota"
  }
}
