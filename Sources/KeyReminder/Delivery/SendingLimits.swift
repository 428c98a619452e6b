// SPDX-License-Identifier: Apache-2.0

/// What the mail service allows; `nil` means unknown.
public struct SendingLimits: Sendable, Equatable {
  /// Whether only verified addresses get mail.
  public var isSandbox: Bool?
  /// Whether sending is on.
  public var isEnabled: Bool?
  /// The status of an account whose sending the service watches or has stopped; `nil` also for a
  /// healthy one.
  public var enforcement: String?
  /// How many mails may still be sent today; `nil` also if there is no limit.
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

  /// Warns of what will go wrong with `count` mails.
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
