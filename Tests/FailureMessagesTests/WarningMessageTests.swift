// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder
import TestSupport
import Testing

@Suite("What people are told about a warning", .limited)
struct WarningMessageTests {
  private static let denied = ServiceFailure(
    step: .rootKeys,
    problem: .refused(.init(kind: .denied, code: "AccessDenied", message: "No")))

  @Test(
    "has a title and a message",
    arguments: [
      (.unknownAccount, "The account is unknown", "The ARN of the function could not be read"),
      (
        .unknownUses(3, of: 5, .noUserList), "The last use of some keys is unknown",
        "The last use of 3 of 5 stale keys is unknown: IAM says"
      ),
      (
        .unknownRootKeys(.service(denied)), "Whether the root user has access keys is unknown",
        "Whether the root user has access keys is unknown: iam:GetAccountSummary was refused with"
          + " AccessDenied: No. Allow iam:GetAccountSummary in the policy"
      ),
      (
        .unknownAccountAlias(.outOfTime(.accountAlias, after: nil)),
        "The account's alias is unknown",
        "The account's alias is unknown, so the mails name the account by its id alone: The account's"
          + " alias was not read: deadline exceeded"
      ),
      (
        .unknownSendingLimits(denied), "The sending limits are unknown",
        "The sending limits of SES are unknown: iam:GetAccountSummary was refused"
      ),
      (
        .unknownSuppressions(.failed(denied)), "The suppression list is not known to its end",
        "To whom SES does not deliver is not known: iam:GetAccountSummary was refused"
      ),
      (
        .unknownSuppressions(.tooLong(read: 7)), "The suppression list is not known to its end",
        "To whom SES does not deliver is known only in part: a run reads 7 addresses"
      ),
      (.sendingSandbox, "SES is in its sandbox", "SES is in its sandbox in this region: only"),
      (.sendingPaused, "Sending is paused", "SES has paused this account's sending: no mail"),
      (
        .sendingEnforcement("PROBATION"), "SES watches the account's sending",
        "SES reports PROBATION for this account's sending. Look"
      ),
      (
        .sendingQuota(left: 1, due: 3), "The sending quota does not suffice",
        "SES accepts 1 more mails today, and 3 are due: the others will fail. Ask"
      ),
    ] as [(KeyReminder.Warning, String, String)])
  func warning(_ warning: KeyReminder.Warning, title: String, message: String) {
    #expect(warning.title == title)
    #expect(warning.message.hasPrefix(message) && warning.message.hasSuffix("."))
  }

  @Test("49: a tag that is not an address shows what nobody sees in it")
  func invalidAddress() throws {
    let user = UserID(account: nil, name: try #require(UserName("a@x.org")))
    let tag = try #require(TagKey("email"))
    let warning = KeyReminder.Warning.invalidAddress("b\u{A0}o", tag: tag, of: user)
    #expect(
      warning.message == "The tag email of user a@x.org is \"b[U+00A0]o\", which is not one valid"
        + " e-mail address. The user name was used instead.")
  }

  @Test("every reason to skip a user follows a number", arguments: SkipReason.allCases)
  func skipped(_ reason: SkipReason) {
    #expect(reason.clause.first?.isLowercase == true && !reason.clause.hasSuffix("."))
  }
}
