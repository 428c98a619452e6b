// SPDX-License-Identifier: Apache-2.0

/// What the service that sends mails allows, as far as it says; `nil` is not known.
public struct SendingLimits: Sendable, Equatable {
  /// Whether only addresses that were verified get mail.
  public var isSandbox: Bool?
  /// Whether sending is on.
  public var isEnabled: Bool?
  /// The service's word for an account that it watches or has stopped; `nil` also for one in good health.
  public var enforcement: String?
  /// How many mails may still be sent today; `nil` also for without a limit.
  public var leftToday: Int?

  /// Creates limits.
  public init(
    isSandbox: Bool? = nil, isEnabled: Bool? = nil, enforcement: String? = nil,
    leftToday: Int? = nil
  ) {
    self.isSandbox = isSandbox
    self.isEnabled = isEnabled
    self.enforcement = enforcement
    self.leftToday = leftToday
  }

  /// What will go wrong with `count` mails, in sentences.
  func warnings(for count: Int) -> [String] {
    var warnings: [String] = []
    if isSandbox == true {
      warnings.append(
        "SES is in its sandbox in this region: only addresses verified there get mail. Ask AWS for"
          + " production access.")
    }
    if isEnabled == false {
      warnings.append("SES has paused this account's sending: no mail will be accepted.")
    }
    if let enforcement {
      warnings.append(
        "SES says \(enforcement) of this account's sending: look at the SES console's reputation"
          + " metrics before it is stopped.")
    }
    if let leftToday, leftToday < count {
      warnings.append(
        "SES accepts \(leftToday) more mails today, and \(count) are due: the others will fail."
          + " Ask AWS for a higher sending quota.")
    }
    return warnings
  }
}
