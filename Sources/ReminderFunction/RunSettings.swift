// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

/// The settings of one run.
struct RunSettings {
  private(set) var policy: Policy
  private(set) var rules: SendingRules
  /// Which accounts are looked at; `nil` for the function's own alone.
  private(set) var accounts: AccountSelection?
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
  /// - Throws: ``EventError`` for an audience that the configuration does not define, or an account that
  ///   it does not allow.
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
    accounts = configuration.accounts?.selection
    if let only = event.accounts { accounts = try accounts.limited(to: only) }
    looksAsConfigured =
      policy == configuration.policy && accounts == configuration.accounts?.selection
    isAsConfigured = looksAsConfigured && rules == configuration.rules
    // Somebody who asks for a dry run reads its response.
    if event.dryRun == true { rules.reportsDryRun = false }
  }
}

extension AccountSelection? {
  fileprivate func limited(to only: [AccountID]) throws(EventError) -> AccountSelection {
    guard var selection = self else {
      throw EventError(
        "The event names accounts, but the variable ACCOUNTS is \"self\": only the function's own is looked at."
      )
    }
    if let account = only.first(where: { !selection.allows($0) }) {
      throw EventError(
        "The event's \"accounts\" names \(account), which ACCOUNTS, INCLUDE_ACCOUNTS and EXCLUDE_ACCOUNTS do"
          + " not allow.")
    }
    selection.only = only
    return selection
  }
}
