// SPDX-License-Identifier: Apache-2.0
import KeyReminder

/// The settings of one run.
struct RunSettings {
  private(set) var policy: Policy
  private(set) var rules: SendingRules
  /// Whether the event changed nothing. The metrics of a run with other users or another threshold
  /// do not belong in the same curve.
  let isAsConfigured: Bool
  /// Whether the event changed nothing but whether mails are sent. A run with other users cannot say
  /// which keys were retired since the last one.
  let looksAsConfigured: Bool
  /// The schedule's time; `nil` in a run by hand.
  let scheduledTime: String?

  /// Applies the event's settings over the configuration's.
  ///
  /// - Throws: ``EventError`` for an audience that the configuration does not define.
  init(_ configuration: Configuration, _ event: Event) throws(EventError) {
    scheduledTime = event.scheduledTime
    policy = configuration.policy
    rules = configuration.rules
    policy.alertAfterDays = event.alertAfterDays ?? policy.alertAfterDays
    policy.pathPrefix = event.pathPrefix ?? policy.pathPrefix
    rules.dryRun = event.dryRun ?? rules.dryRun
    if let name = event.audience {
      guard let audience = name.audience(tag: configuration.includeTag) else {
        throw EventError(
          "The event's \"users\" is \"tagged\", but the variable INCLUDE_TAG names no tag.")
      }
      policy.audience = audience
    }
    looksAsConfigured = policy == configuration.policy
    isAsConfigured = looksAsConfigured && rules == configuration.rules
    // Somebody who asks for a dry run reads its response.
    if event.dryRun == true { rules.reportsDryRun = false }
  }
}
