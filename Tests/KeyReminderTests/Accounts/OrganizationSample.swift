// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import ReminderEmails
import TestSupport
import Testing
import UTC

@testable import KeyReminder

/// An organization of a test: accounts by their numbers, with what goes wrong in each.
struct OrganizationSample: Sendable {
  /// In the organization's order.
  var accounts: [Member] = []
  /// The result of the list of accounts, instead.
  var listFault: OrganizationError?
  /// What is mailed, and what goes wrong with it.
  var mailing = AccountSample()

  struct Member: Sendable {
    let id: AccountID
    var name: AccountName?
    var email: EmailAddress?
    var state = Account.State.active
    var sample = AccountSample()
    /// The result of entering it, instead.
    var fault: AccountError?
  }

  /// Accounts 1 to n, each with these users, who have one key of 400 days each.
  static func stale(_ accounts: [[String]]) -> OrganizationSample {
    OrganizationSample(
      accounts: accounts.enumerated().map { number, users in
        var sample = AccountSample.stale(pages: [users])
        sample.keys = Dictionary(
          uniqueKeysWithValues: users.map { ($0, [.aged(400, id: "AKIA\(number + 1)\($0)")]) })
        return Member(
          id: .numbered(number + 1), name: AccountName("account-\(number + 1)"),
          email: EmailAddress("aws+\(number + 1)@x.org"), sample: sample)
      })
  }

  /// Account 1 is the function's own.
  func audit(
    _ selection: AccountSelection = AccountSelection(.organization([])), policy: Policy = .sample,
    rules: SendingRules = SendingRules(), naming: AccountNaming = .none, maxConcurrency: Int = 4,
    ledger: (any Ledger)? = nil, meter: Meter = Meter()
  ) async throws -> Run {
    let mailer = SampleMailer(account: mailing, meter: meter)
    let (events, entered) = (Transcript<RunEvent>(), Transcript<AccountID>())
    let context = MessageContext.sample(.numbered(1), redirectedTo: nil)
    let access = Access(organization: self, entered: entered, meter: meter)
    let audit = Audit(
      accounts: .several(selection, access, Listing(organization: self)), mailer: mailer,
      composer: { Composer(context: context.naming($0), template: nil) }, naming: naming,
      policy: policy, rules: rules,
      ledger: ledger.map {
        LedgerUse(
          ledger: $0, nonce: .random(),
          cadence: Cadence(pace: .steady, schedule: .everyDays(3), overdueAfterDays: 200),
          tick: "1")
      },
      maxConcurrency: maxConcurrency, observe: { events.add($0) })
    let report = try await audit.run(.numbered(1), at: AccountSample.now)
    return Run(
      report: report, messages: mailer.sent.items, entered: entered.items, events: events.items)
  }

  struct Run {
    let report: RunResult
    let messages: [Message]
    /// The accounts that were entered, once for each time.
    let entered: [AccountID]
    let events: [RunEvent]

    var mailed: [String] { messages.map(\.recipients) }
    var failures: [String] {
      report.failures.map { failure in
        "\((failure.account?.id ?? failure.user?.account)?.number ?? "-") \(failure.stage) \(failure.code)"
      }
    }
    var warned: [String] { report.warnings.map(\.message) }
    /// listed, scanned, skipped, failed.
    var counts: [Int] {
      report.accounts.map { [$0.listed, $0.scanned, $0.skipped, $0.failed] } ?? []
    }
  }
}

private struct Listing: Organization {
  let organization: OrganizationSample

  func accounts(in units: [OrganizationalUnitID]) async throws(OrganizationError) -> [Account] {
    if let fault = organization.listFault { throw fault }
    return organization.accounts.map {
      Account(id: $0.id, name: $0.name, email: $0.email, state: $0.state)
    }
  }
}

private struct Access: AccountAccess {
  let organization: OrganizationSample
  let entered: Transcript<AccountID>
  let meter: Meter

  func directory(of account: AccountID) async throws(AccountError) -> any Directory {
    entered.add(account)
    await meter.enter("enter \(account.number)")
    defer { meter.leave() }
    guard let member = organization.accounts.first(where: { $0.id == account }) else {
      throw .denied(.denied)
    }
    if let fault = member.fault { throw fault }
    return SampleDirectory(account: member.sample, meter: meter)
  }
}

extension AccountID {
  /// `000000000007` for 7.
  static func numbered(_ number: Int) -> AccountID {
    let digits = String(number)
    guard let id = AccountID(String(repeating: "0", count: 12 - digits.count) + digits) else {
      preconditionFailure("no account: \(number)")
    }
    return id
  }

  /// `7` of `000000000007`.
  var number: String { String(description.drop { $0 == "0" }) }
}
