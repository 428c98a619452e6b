// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

extension AdminReportEmail {
  /// How many keys are due and how old the oldest is, or that none is due.
  var summary: RichText {
    let one: RichText = context.accountLabel.map { "account \($0)" } ?? "this account"
    let account = context.accountCount.map { "\(counted($0, "account"))" } ?? one
    let keyCount = report.ages.groups.reduce(0) { $0 + $1.count }
    if report.keys.stale > 0 { return due(of: keyCount, in: account) }
    if keyCount == 0 { return "No active access key was found in \(account)." }
    return noneDue(of: keyCount, in: account)
  }

  private func due(of keyCount: Int, in account: RichText) -> RichText {
    let stale = report.keys.stale
    let keys: RichText =
      keyCount == 1
      ? "\(strong: "the only active access key") is"
      : "\(strong: counted(stale, "access key")) of \(keyCount) active ones \(stale == 1 ? "is" : "are")"
    return """
      In \(account), \(keys) due: keys here are replaced after \(days(context.alertAfterDays)). \
      \(keyCount == 1 ? "It" : "The oldest") is \(days(report.keys.oldestDays)) old.
      """
  }

  private func noneDue(of keyCount: Int, in account: RichText) -> RichText {
    let (none, only): (RichText, RichText) =
      report.complete ? ("Well kept: none", "Well kept: the only") : ("None", "The only")
    let reached: RichText =
      keyCount == 1
      ? "\(only) active access key that was read in \(account) has not reached"
      : "\(none) of the \(keyCount) active access keys that were read in \(account) has reached"
    return "\(reached) \(days(context.alertAfterDays))."
  }
}
