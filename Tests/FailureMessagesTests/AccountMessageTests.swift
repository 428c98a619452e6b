// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import KeyReminder
import TestSupport
import Testing

@Suite("What people are told about an account that was not read", .limited)
struct AccountMessageTests {
  private static func refused(
    _ step: Failure.Step, _ code: String, _ kind: ServiceFailure.Refusal.Kind = .denied
  ) -> ServiceFailure {
    ServiceFailure(
      step: step, problem: .refused(.init(kind: kind, code: code, message: "No", requestID: "r-1")))
  }

  @Test(
    "53, 54, 60, 113, 115: each reason says what to do, with the words of STS",
    arguments: [
      (
        .denied(refused(.assumeRole, "AccessDenied")), "AccessDenied",
        ["sts:AssumeRole was refused with AccessDenied: No.", "MEMBER_ROLE", "EXTERNAL_ID", "r-1"]
      ),
      (
        .deniedByOrganization(refused(.assumeRole, "AccessDenied")), "AccessDenied",
        ["A service control policy"]
      ),
      (
        .regionDisabled(refused(.assumeRole, "RegionDisabledException", .other)),
        "RegionDisabledException", ["STS is switched off"]
      ),
      (.wrongAccount(AccountID("210987654321")), "WrongAccount", ["account 210987654321"]),
      (.wrongAccount(nil), "WrongAccount", ["another account"]),
      (.outOfTime(), "OutOfTime", ["The account was not entered: deadline exceeded."]),
      (.failed(refused(.assumeRole, "Odd", .other)), "Odd", ["refused with Odd: No."]),
    ] as [(AccountError, String, [String])])
  func access(error: AccountError, code: String, words: [String]) {
    check(Failure(user: nil, stage: .assumeRole, cause: .access(error)), code, words)
  }

  @Test(
    "111, 112: the organization's own reasons",
    arguments: [
      (
        .noOrganization(refused(.listAccounts, "AWSOrganizationsNotInUseException", .other)),
        "AWSOrganizationsNotInUseException", ["belongs to no organization", "ACCOUNTS"]
      ),
      (
        .denied(refused(.listAccounts, "AccessDeniedException")), "AccessDeniedException",
        ["organizations:ListAccounts was refused", "delegated administrators"]
      ),
      (.outOfTime(), "OutOfTime", ["The list of accounts was not read to its end"]),
      (
        .failed(refused(.listAccounts, "TooManyRequestsException", .throttled)),
        "TooManyRequestsException", ["organizations:ListAccounts was refused"]
      ),
    ] as [(OrganizationError, String, [String])])
  func organization(error: OrganizationError, code: String, words: [String]) {
    check(Failure(user: nil, stage: .listAccounts, cause: .organization(error)), code, words)
  }

  @Test(
    arguments: [
      (.notInOrganization, "NotInOrganization", ["ORGANIZATIONAL_UNITS"]),
      (.accountNotActive("SUSPENDED"), "AccountNotActive", ["is SUSPENDED"]),
      (.noAccounts, "NoAccounts", ["EXCLUDE_ACCOUNTS"]),
      (.everyAccountFailed(3), "EveryAccountFailed", ["None of 3 accounts"]),
    ] as [(Failure.Cause, String, [String])])
  func plan(cause: Failure.Cause, code: String, words: [String]) {
    check(Failure(user: nil, stage: .listAccounts, cause: cause), code, words)
  }

  @Test func aMissingUnitIsNamed() throws {
    let unit = try #require(OrganizationalUnitID("ou-ab12-34cd56ef"))
    let cause = Failure.Cause.organization(.noSuchUnit(unit))
    check(
      Failure(user: nil, stage: .listAccounts, cause: cause), "OrganizationalUnitNotFound",
      ["no organizational unit ou-ab12-34cd56ef", "ORGANIZATIONAL_UNITS"])
  }

  private func check(_ failure: Failure, _ code: String, _ words: [String]) {
    #expect(failure.code == code)
    for word in words { #expect(failure.message.contains(word), "\(failure.message)") }
  }
}
