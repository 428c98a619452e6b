// SPDX-License-Identifier: Apache-2.0
import Identifiers
public import KeyReminder

extension Warning {
  /// A sentence for people.
  public var message: String {
    switch self {
    case .unknownAccount:
      "The account's id is not known, since the ARN of the function could not be read: the mails do not"
        + " name the account."
    case .invalidAddress(let value, let tag, let user):
      "The tag \(tag) of user \(user.name) is \"\(value.withCodePoints)\", which is not one valid e-mail"
        + " address: the user name was taken instead."
    case .unknownUses(let count, let all, let cause):
      "When \(count) of \(all) stale keys were last used is not known: \(cause.message(about: nil))"
    case .unknownRootKeys(let cause):
      "Whether the root user has access keys is not known: \(cause.message(about: nil))"
    case .unknownSendingLimits(let failure): "What SES allows was not checked: \(failure.message)"
    case .sendingSandbox:
      "SES is in its sandbox in this region: only addresses verified there get mail. Ask AWS for"
        + " production access."
    case .sendingPaused:
      "SES has paused this account's sending: no mail will be accepted."
    case .sendingEnforcement(let status):
      "SES says \(status) of this account's sending: look at the SES console's reputation"
        + " metrics before it is stopped."
    case .sendingQuota(let left, let due):
      "SES accepts \(left) more mails today, and \(due) are due: the others will fail."
        + " Ask AWS for a higher sending quota."
    }
  }
}
