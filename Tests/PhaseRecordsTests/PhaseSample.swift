// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder
import Testing
import UTC

/// The values that a run hands from phase to phase, with every kind of result.
struct PhaseSample {
  let scan: AccountScan
  let facts: [OwnerFacts]
  let owners: ResolvedOwners
  let results: [DeliveryResult]
  let result: RunResult

  init() throws {
    let account = try #require(AccountID("123456789012"))
    let user = UserID(account: account, name: try #require(UserName("ana, bo \u{2028}")))
    let stranger = UserID(account: nil, name: try #require(UserName("x")))
    let key = try #require(AccessKeyID("AKIA1"))
    let principal = try #require(PrincipalID("AIDA1"))
    let tag = try #require(TagKey("E-Mail address"))
    let address = try #require(EmailAddress("ana@example.com"))
    let moment = Timestamp(millisecondsSince1970: 1_780_099_200_250)

    let refusal = ServiceFailure.Refusal(
      kind: .denied, code: "AccessDenied", message: "No\n\"", requestID: "r-1")
    let denied = ServiceFailure(step: .lastUse, problem: .refused(refusal))
    let other = ServiceFailure.Refusal(kind: .other, code: "No", message: "")
    let problems: [ServiceFailure.Problem] =
      [
        .refusedUntilDeadline(other), .malformedResponse(reason: "x"), .invalidRequest(reason: "x"),
        .deadlineExceeded,
      ] + ServiceFailure.NetworkFault.allCases.map { .noResponse($0, reason: "\($0)") }
    let causes: [Failure.Cause] =
      [
        .service(denied), .outOfTime(.lastUse, after: nil), .outOfTime(.listUsers, after: denied),
        .noUserList, .unreadableAge(of: key), .sharedKey(key),
        .tooManyEmails(due: 2, limit: 1), .notTried(after: denied), .deniedForSomeKeys(denied),
        .unreadableLedgerItem(reason: "x"), .notInOrganization, .accountNotActive("SUSPENDED"),
        .noAccounts, .everyAccountFailed(3),
      ] + accountCauses(account, denied)
      + problems.map { .service(ServiceFailure(step: .sendingLimits, problem: $0)) }
    let failures = causes.map {
      Failure(
        user: $0 == .noUserList ? nil : user,
        account: $0 == .noUserList ? AccountLabel(id: account, name: AccountName("dev")) : nil,
        stage: .deadline, cause: $0)
    }
    let suppression = Suppression(address: address, cause: "BOUNCE")
    let reasons: [UnreachableReason] = [
      .noAddress(AddressRule()), .noAddress(AddressRule(tag: tag, domain: "corp.example")),
      .invalidAddress("x", tag: tag),
      .outsideDomains(address, .tag(tag)), .outsideDomains(address, .domain("corp.example")),
      .suppressed(suppression),
    ]
    let warnings: [KeyReminder.Warning] = [
      .unknownAccount, .invalidAddress("x", tag: tag, of: stranger),
      .unknownUses(1, of: 2, .noUserList), .unknownRootKeys(.noUserList),
      .unknownAccountAlias(.noUserList), .unknownRootKeysOfAccounts(1, of: 2, .noUserList),
      .unknownAccountAliases(1, of: 2, .noUserList), .unmatchedAccount(account),
      .unknownSendingLimits(denied), .unknownSuppressions(.failed(denied)),
      .unknownSuppressions(.tooLong(read: 7)), .suppressedAdmin(suppression),
      .outcomeNotRecorded(.service(denied), of: stranger),
      .outcomeNotRecorded(.claimIsGone, of: nil),
      .progress(.pastRunsUnread(denied)), .progress(.oddRun(name: "RUN#x", reason: "No.")),
      .progress(.notCounted(2, nil)), .progress(.notCounted(2, denied)),
      .progress(.runNotRecorded(denied)),
      .nobodyListed(path: "/a/"), .nobodyChecked(UserCounts(listed: 1, skippedBy: [.excluded: 1])),
      .unmatchedPattern("ci-*", path: "/"), .unusedTag(tag, .exemption, owners: 3),
      .uncountedUsers(1, of: 2, .noUserList), .sendingSandbox, .sendingPaused,
      .sendingEnforcement("X"),
      .sendingQuota(left: 1, due: 2),
    ]

    let stale = StaleKey(id: key, created: moment, ageDays: 812)
    let others = [
      OtherKey(id: key, status: .inactive, ageDays: nil),
      OtherKey(id: key, status: .expired, ageDays: 1),
    ]
    let owner = StaleOwner(
      index: 7, user: user, isConsoleUser: true, keys: [stale], otherKeys: others)
    var ages = AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200)
    ages.add(ageDays: 812)
    let users = UserCounts(listed: 9, checked: 7, skippedBy: [.exempt: 1, .vanished: 1])
    scan = AccountScan(
      account: account, users: users, unreadableKeys: 3, ages: ages, owners: [owner],
      sharedKeys: [stale], failures: failures, unmatchedPatterns: ["ci-*"],
      uncounted: [stranger.name],
      sightings: KeySightings(
        isWhole: false, listsEverybody: false, active: [Fingerprint(bits: .max)],
        read: [Fingerprint(bits: 1)], unread: [Fingerprint(bits: 0), Fingerprint(bits: 2)],
        owners: [key: principal]))

    let keys = [
      AccessKey(id: key, status: .unknown, created: nil),
      AccessKey(id: key, status: .active, created: moment),
    ]
    let uses: [Lookup<KeyUse>] = [
      .notNeeded, .read(.unknown), .read(.never), .read(.at(moment, service: "s3", region: nil)),
      .failed(.vanished), .failed(.outOfTime(after: nil)), .failed(.outOfTime(after: denied)),
      .failed(.failed(denied)),
    ]
    facts =
      [OwnerFacts(owner: owner)]
      + uses.map {
        OwnerFacts(
          owner: owner, tags: .read([UserTag(key: tag, value: "")]), uses: [key: $0],
          keysNow: .read(keys))
      }

    let resolved = ResolvedOwner(
      index: 7, user: user, isConsoleUser: true,
      keys: [
        ResolvedKey(
          key: stale, description: "laptop", use: .at(moment, service: nil, region: "eu-west-1"),
          advice: .switchOver),
        ResolvedKey(key: stale, description: nil, use: .never, advice: .delete),
      ], otherKeys: others)
    let sources: [AddressSource] = [.tag(tag), .userName, .domain("corp.example")]
    let exemptions = [
      ExemptUser(user: user, until: Day(moment)), ExemptUser(user: stranger, until: nil),
    ]
    let invalid = [InvalidExemption(user: user, value: "soon")]
    owners = ResolvedOwners(
      reachable: sources.map { ReachableOwner(owner: resolved, address: address, source: $0) },
      unreachable: reasons.map { UnreachableOwner(owner: resolved, reason: $0) },
      unread: causes.map {
        UnreadOwner(owner: resolved, failure: DeliveryFailure(stage: .listUserTags, cause: $0))
      },
      skipped: SkipReason.allCases, exemptions: exemptions, invalidExemptions: invalid,
      warnings: warnings,
      survey: OwnerSurvey(
        readTags: 3, hasUnknownTags: true, usedTags: [.address, .audience],
        useGap: .service(denied)))

    let group = RecipientGroup(recipient: address, owners: owners.reachable)
    results = [
      DeliveryResult(
        group: group, outcome: .sent, messageID: "id", failure: nil,
        histories: [
          LedgerKey(account: account, id: key): KeyHistory(
            times: 2, first: moment, created: moment, owner: principal),
          LedgerKey(account: nil, id: key): KeyHistory(times: 1, first: moment, created: moment),
        ]),
      DeliveryResult(
        group: group, outcome: .unknown, messageID: nil,
        failure: DeliveryFailure(stage: .sendEmail, cause: .service(denied))),
      DeliveryResult(
        group: group, outcome: .alreadyReminded, messageID: nil, failure: nil,
        days: ReminderDays(last: Day(moment), next: Day(moment))),
      DeliveryResult(
        group: group, outcome: .alreadyTried, messageID: nil, failure: nil,
        days: ReminderDays(last: nil, next: Day(moment))),
    ]
    let mail = Mail(to: [address, address], subject: "s", text: "t", html: "<p>")
    let templated = TemplatedMail(to: address, template: "t", data: "{}")
    result = RunResult(
      account: account, dryRun: true, alertAfterDays: 100, overdueAfterDays: 200, users: users,
      keys: KeyCounts(stale: 1, oldestDays: 2, unreadable: 3),
      emails: EmailCounts(
        sent: 1, failed: 2, unknown: 3,
        held: HeldCounts(alreadyReminded: 4, alreadyTried: 5)), ages: ages,
      owners: [
        OwnerResult(
          user: user, address: address, keys: resolved.keys, outcome: .dryRun, messageID: "id"),
        OwnerResult(user: stranger, address: nil, keys: [], outcome: .failed, messageID: nil),
      ]
        + reasons.map {
          OwnerResult(
            user: user, address: nil, keys: [], outcome: .unreachable, messageID: nil,
            unreachable: $0)
        },
      failures: failures, warnings: warnings, exemptions: exemptions, invalidExemptions: invalid,
      rootHasKeys: false, samples: [.written(mail), .templated(templated)], adminReport: .sent,
      skippedKeys: SkippedKeys(stale: 1, owners: 2, unread: 3),
      accounts: AccountResults(
        skipped: 4,
        accounts: [
          AccountResult(
            label: AccountLabel(id: account, name: AccountName("dev")), email: address,
            failure: failures.first, users: 5, rootHasKeys: true, staleKeys: 6, overdueKeys: 7,
            oldestDays: 8, unreachableOwners: 9, notice: .sent),
          AccountResult(label: AccountLabel(id: account, name: nil), email: nil),
        ]),
      progress: Progress(
        since: Day(moment),
        retired: RetiredKeys(
          stages: [.final: RetiredKeys.Stage(count: 3, medianDays: 4)], medianDays: 4),
        unjudgedAccounts: 3, new: 1, ignored: 2))
  }
}

/// Every reason why accounts are not known or cannot be entered.
private func accountCauses(
  _ account: AccountID, _ failure: ServiceFailure
) -> [Failure.Cause] {
  let organization: [OrganizationError] =
    [.noOrganization(failure), .denied(failure), .outOfTime(after: failure), .failed(failure)]
    + (OrganizationalUnitID("ou-ab12-34cd56ef").map { [.noSuchUnit($0)] } ?? [])
  let access: [AccountError] = [
    .denied(failure), .deniedByOrganization(failure), .regionDisabled(failure),
    .wrongAccount(account), .wrongAccount(nil), .outOfTime(after: nil), .failed(failure),
  ]
  return organization.map(Failure.Cause.organization) + access.map(Failure.Cause.access)
}
