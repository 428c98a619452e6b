// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder
import TestSupport
import Testing

@Suite("What people are told about a failure", .limited)
struct FailureMessageTests {
  private static let refusal = ServiceFailure(
    step: .sendEmail,
    problem: .refused(.init(kind: .other, code: "Odd", message: "It broke", requestID: "r-1")))
  private static let refused = "ses:SendEmail was refused with Odd: It broke. Request id: r-1."

  private static func key() throws -> AccessKeyID {
    try #require(AccessKeyID("AKIAIOSFODNN7EXAMPLE"))
  }

  private func failure(
    _ stage: Failure.Stage, _ cause: Failure.Cause, of name: String? = "bo"
  ) throws -> Failure {
    let user = try name.map { UserID(account: nil, name: try #require(UserName($0))) }
    return Failure(user: user, stage: stage, cause: cause)
  }

  @Test(
    "a service that failed is quoted, and the deadline names the step",
    arguments: [
      (.service(refusal), "Odd", refused),
      (.notTried(after: refusal), "Odd", "Not tried, because another mail failed: \(refused)"),
      (
        .outOfTime(.listAccessKeys, after: refusal), "Odd", "The keys were not read: \(refused)"
      ),
      (
        .outOfTime(.listUserTags, after: nil), "OutOfTime",
        "The tags were not read: deadline exceeded. Give the function a longer timeout."
      ),
      (.noUserList, "NoSuchEntity", "IAM says that there is no list of users."),
      (
        .deniedForSomeKeys(refusal), "Odd",
        "ses:SendEmail was denied for some keys (Odd). Perhaps a policy allows it for some users only."
      ),
      (
        .tooManyEmails(due: 12, limit: 10), "TooManyEmails",
        "12 mails are due, and MAX_EMAILS allows 10, so nobody was mailed. Make a dry run to see who"
          + " would be mailed, then change the settings or raise MAX_EMAILS."
      ),
    ] as [(Failure.Cause, String, String)])
  func cause(_ cause: Failure.Cause, code: String, message: String) throws {
    let failure = try failure(.deadline, cause)
    #expect(failure.code == code && failure.message == message)
  }

  /// What SES says of the resource, and the parameter that covers it.
  static let deniedResources: [(resource: String, parameter: String)] = [
    ("configuration-set/my-events", "configuration set my-events: set the stack's parameter"),
    ("configuration-set/my-events", "ConfigurationSet to it (DefaultConfigurationSet, if"),
    ("identity/corp.example", "identity corp.example: set the stack's parameter SenderIdentity"),
    ("identity/corp.example", "(SenderIdentityArn, if another account owns it)"),
    ("identity/ana@corp.example", "SesSandbox to true, if it is a recipient's"),
    ("template/rotate_2", "template rotate_2: set the stack's parameter EmailTemplate to it, or"),
  ]

  @Test(
    "132: the advice about a denied resource of SES is the parameter that covers it",
    arguments: deniedResources, [("`", "'"), (" ", "."), ("", " because no identity-based policy")])
  func resource(denied: (resource: String, parameter: String), around: (String, String)) {
    let arn = "arn:aws:ses:eu-west-1:123456789012:\(denied.resource)"
    let message = Self.denied(
      "User `arn:aws:sts::123456789012:assumed-role/role/function' is not authorized to perform"
        + " `ses:SendEmail' on resource \(around.0)\(arn)\(around.1)")
    #expect(message.contains("SES also checks the ") && message.contains(denied.parameter))
    #expect(
      message.hasSuffix(", or allow ses:SendEmail on it in the policy of the function's role."))
  }

  @Test(
    "132: the advice about any other denial is the action",
    arguments: [
      "No", "", "on resource `arn:aws:ses:eu-west-1:1:other/x'", "on arn:aws:ses:::identity",
      "on resource arn:aws:iam::123456789012:template/x", "template/x",
    ])
  func action(message: String) {
    #expect(
      Self.denied(message).hasSuffix(" Allow ses:SendEmail in the policy of the function's role."))
  }

  private static func denied(_ message: String) -> String {
    let refusal = ServiceFailure.Refusal(
      kind: .denied, code: "AccessDeniedException", message: message)
    return ServiceFailure(step: .sendEmail, problem: .refused(refusal)).message
  }

  @Test("97: a key is named by a part of its id, and where to look")
  func keys() throws {
    let age = try failure(.listAccessKeys, .unreadableAge(of: Self.key()))
    #expect(
      age.code == "UnreadableCreateDate" && age.title == "The age of an access key is unknown")
    #expect(
      age.message == "The creation date of access key AKIA…MPLE is missing, unreadable or in the"
        + " future, so its age is unknown. Look at the key in the IAM console.")
    let shared = try failure(.listAccessKeys, .sharedKey(Self.key()))
    #expect(shared.code == "SharedKey" && shared.title == "Several users have the same access key")
    #expect(
      shared.message == "IAM named more than one user as the owner of access key AKIA…MPLE, so none"
        + " of them was mailed about it.")
  }

  @Test("the lack of an address says where it was looked for")
  func addresses() throws {
    let (tag, bo) = (try #require(TagKey("email")), try #require(UserName("bo")))
    let missing = UnreachableReason.noAddress(AddressRule(tag: tag, domain: "corp.example"))
    #expect(missing.code == "NoAddress")
    #expect(
      missing.message(about: bo) == "There is no tag email, and the user name"
        + " \"bo\" is not one valid e-mail address, with @corp.example or without, so nobody was mailed."
    )
    #expect(
      UnreachableReason.noAddress(AddressRule()).message(about: bo) == "The user name \"bo\" is not"
        + " one valid e-mail address, so nobody was mailed.")
    let invalid = UnreachableReason.invalidAddress("a@b\u{200B}", tag: tag)
    #expect(invalid.code == "InvalidAddress")
    #expect(
      invalid.message(about: bo)
        == "The tag email of user bo is \"a@b[U+200B]\", which is not one valid e-mail"
        + " address, so nobody was mailed. Correct the tag.")
  }

  @Test("an address outside of the domains is named, with the tag that it comes from")
  func outsideDomains() throws {
    let (tag, bo) = (try #require(TagKey("email")), try #require(UserName("bo")))
    let address = try #require(EmailAddress("bo@x.org"))
    let tagged = UnreachableReason.outsideDomains(address, .tag(tag))
    #expect(tagged.code == "DomainNotAllowed")
    #expect(
      tagged.message(about: bo)
        == "The address bo@x.org of user bo is outside of RECIPIENT_DOMAINS,"
        + " so nobody was mailed. Correct the tag email, or add the domain.")
    for source: AddressSource in [.userName, .domain("x.org")] {
      let message = UnreachableReason.outsideDomains(address, source).message(about: bo)
      #expect(message.hasSuffix("so nobody was mailed. Add the domain."))
    }
  }

  /// SES's word for the cause, and ours.
  static let suppressions: [(cause: String, words: String)] = [
    ("BOUNCE", " because a mail came back."), ("NEW", " (NEW)."),
    ("COMPLAINT", " because a mail was reported as unwanted."),
  ]

  @Test("52: a suppressed address says why, and what to do", arguments: suppressions)
  func suppressed(cause: String, words: String) throws {
    let bo = try #require(UserName("bo"))
    let suppression = Suppression(address: try #require(EmailAddress("bo@x.org")), cause: cause)
    let reason = UnreachableReason.suppressed(suppression)
    #expect(reason.code == "Suppressed")
    #expect(
      reason.message(about: bo) == "SES does not deliver to bo@x.org, which is on the account's"
        + " suppression list\(words) If it works again, remove it with aws sesv2"
        + " delete-suppressed-destination.")
    let warning = KeyReminder.Warning.suppressedAdmin(suppression)
    #expect(warning.title == "An admin's address is on the suppression list")
    #expect(warning.message.hasPrefix("SES does not deliver the report to bo@x.org, which is on"))
  }

  @Test(
    "the title says which step failed",
    arguments: [
      (.listUsers, "Listing users failed"), (.listAccessKeys, "Listing access keys failed"),
      (.listUserTags, "Reading tags failed"), (.sendEmail, "Sending the reminder failed"),
      (.adminReport, "Sending the admin report failed"), (.deadline, "Deadline exceeded"),
    ] as [(Failure.Stage, String)])
  func title(_ stage: Failure.Stage, title: String) throws {
    #expect(try failure(stage, .service(Self.refusal), of: nil).title == title)
  }

  @Test(
    "every step says what the deadline left undone, and is named as IAM policies name it",
    arguments: [
      (.listUsers, "The list of users", "iam:ListUsers"),
      (.listAccessKeys, "The keys", "iam:ListAccessKeys"),
      (.listUserTags, "The tags", "iam:ListUserTags"),
      (.lastUse, "Some last uses", "iam:GetAccessKeyLastUsed"),
      (.rootKeys, "The account summary", "iam:GetAccountSummary"),
      (.accountAlias, "The account's alias", "iam:ListAccountAliases"),
      (.sendingLimits, "The sending limits", "ses:GetAccount"),
      (.suppressionList, "The suppression list", "ses:ListSuppressedDestinations"),
      (.sendEmail, "The mail", "ses:SendEmail"),
      (.adminReport, "The report to the admins", "ses:SendEmail"),
    ] as [(Failure.Step, String, String)])
  func step(_ step: Failure.Step, what: String, action: String) throws {
    let late = try failure(.deadline, .outOfTime(step, after: nil)).message
    #expect(late.hasPrefix("\(what) ") && late.contains(" not "))
    let missed = ServiceFailure(step: step, problem: .deadlineExceeded)
    #expect(missed.message == "\(action) was not called: deadline exceeded.")
    #expect(missed.code == "OutOfTime")
  }
}
