// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import Testing
import TestSupport

@testable import KeyReminder

/// What the phases hand over is written as JSON and read back, in another process perhaps.
@Suite(.limited) struct PhaseRecordTests {
  /// Owners of every kind, with what goes wrong for each.
  private static let account: AccountSample = {
    var account = AccountSample.stale(
      pages: [["a@x.org", "bo", "exempt@x.org", "unclear@x.org", "shared@x.org", "late@x.org"]])
    account.keys["a@x.org"] = [.aged(400, id: "AKIA1"), .aged(300, id: "AKIA2", status: .inactive)]
    account.keys["shared@x.org"] = [.aged(400, id: "AKIA1")]
    account.keyFaults = ["late@x.org": .outOfTime(after: .sample)]
    account.tags = [
      "bo": [UserTag(key: "email", value: "no\u{200B}address")],
      "exempt@x.org": [UserTag(key: "exempt", value: "2027-03-01")],
      "unclear@x.org": [UserTag(key: "exempt", value: "soon"), UserTag(key: "email", value: "?")],
    ]
    account.uses = ["AKIAunclear@x.org": .used(12.5)]
    account.mailFaults = ["unclear@x.org": .unknown(.sample)]
    return account
  }()

  private static let policy = Policy(
    alertAfterDays: 100, audience: .all, pathPrefix: "/", excludeTag: "exempt",
    addresses: AddressRule(tag: "email", domain: "corp.example"))

  @Test func everyPhaseReadsWhatTheOneBeforeWrote() async throws {
    let directory = SampleDirectory(account: Self.account, meter: Meter())
    let scan = try await KeyScan(
      directory: directory, policy: Self.policy, now: AccountSample.now, maxConcurrency: 2,
      observe: { _ in }
    ).run(AccountID("123456789012"))
    #expect(scan.owners.count == 3 && scan.sharedKeys.count == 1 && scan.failures.count == 3)
    let lookup = OwnerLookup(
      directory: directory, policy: Self.policy, now: AccountSample.now, maxConcurrency: 2)
    let facts = await lookup.run(try again(scan).owners)
    let owners = Self.policy.resolve(try again(facts), at: AccountSample.now)
    #expect(owners.reachable.count == 1 && owners.unreachable.count == 1)
    #expect(owners.exemptions.count == 1 && owners.invalidExemptions.count == 1)
    let groups = RecipientGroups(try again(owners).reachable)
    _ = try again(groups)
  }

  @Test("the result of a run is one record", arguments: [false, true])
  func result(dryRun: Bool) async throws {
    let run = try await Self.account.audit(
      policy: Self.policy, dryRun: dryRun, admin: "admin@x.org", template: "rotate")
    #expect(!run.report.failures.isEmpty && !run.report.warnings.isEmpty)
    _ = try again(run.report)
  }

  @Test func causesAndWarningsAreWhole() throws {
    let causes: [Failure.Cause] = [
      .service(.denied), .outOfTime(.lastUse, after: nil), .noUserList, .unreadableAge(of: "AKIA1"),
      .sharedKey("AKIA1"), .noAddress(AddressRule()), .invalidAddress("x", tag: "email"),
      .tooManyEmails(due: 2, limit: 1), .notTried(after: .sample), .deniedForSomeKeys(code: "No"),
    ]
    _ = try again(causes.map { Failure(user: nil, stage: .deadline, cause: $0) })
    let warnings: [Warning] = [
      .unknownAccount, .invalidAddress("x", tag: "email", of: .sample("bo")),
      .unknownUses(1, of: 2, .noUserList), .unknownRootKeys(.noUserList),
      .unknownSendingLimits(.sample), .sendingSandbox, .sendingPaused, .sendingEnforcement("X"),
      .sendingQuota(left: 1, due: 2),
    ]
    _ = try again(warnings)
  }

  @Test("a record of another version is refused", arguments: [0, 2, 1_000])
  func anotherVersion(version: Int) throws {
    let json: JSON = ["version": .integer(version), "value": .integer(1)]
    let error = #expect(throws: PhaseRecordError.self) {
      try json.decoded(as: PhaseRecord<Int>.self)
    }
    #expect(error?.version == version && error?.description.hasSuffix("of a run.") == true)
  }

  @Test("an identifier that is none is refused", arguments: ["12", "12345678901x"])
  func wrongIdentifier(text: String) throws {
    let json: JSON = ["version": .integer(1), "value": .string(text)]
    #expect(throws: DecodingError.self) { try json.decoded(as: PhaseRecord<AccountID>.self) }
  }

  /// The value, after it was written and read.
  private func again<Value: Codable & Sendable & Equatable>(_ value: Value) throws -> Value {
    let bytes = try JSON(encoding: PhaseRecord(value)).bytes
    let read = try JSON(parsing: bytes).decoded(as: PhaseRecord<Value>.self).value
    #expect(read == value)
    return read
  }
}
