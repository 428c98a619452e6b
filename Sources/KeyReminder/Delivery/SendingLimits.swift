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

  /// What will go wrong with `count` mails.
  func warnings(for count: Int) -> [Warning] {
    var warnings: [Warning] = []
    if isSandbox == true { warnings.append(.sendingSandbox) }
    if isEnabled == false { warnings.append(.sendingPaused) }
    if let enforcement { warnings.append(.sendingEnforcement(enforcement)) }
    if let leftToday, leftToday < count {
      warnings.append(.sendingQuota(left: leftToday, due: count))
    }
    return warnings
  }
}
