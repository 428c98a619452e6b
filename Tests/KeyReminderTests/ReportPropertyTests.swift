// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import TestSupport
import Testing
import UTC

@testable import KeyReminder

/// Rules for every report, whatever the account and whatever goes wrong.
@Suite(.limited) struct ReportPropertyTests {
  @Test(arguments: 0..<400)
  func aReportIsWhole(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let account = AccountSample.random(by: &random)
    let dryRun = Int.random(in: 0..<4, using: &random) == 0
    let width = Int.random(in: 1...8, using: &random)
    guard let run = try? await account.audit(dryRun: dryRun, maxConcurrency: width) else {
      return #expect(
        account.listFault == .failed(.sample), "only a list that broke off is an error")
    }
    #expect(account.listFault != .failed(.sample), "nobody is mailed by a list that broke off")
    let report = run.report
    expectCounts(report, of: account)
    expectMails(run, of: account)
    #expect(report.isComplete == report.failures.isEmpty)
    #expect(run.unreachable == report.owners.filter { $0.outcome == .unreachable }.map(\.userName))
    #expect(Set(run.observed.map(\.text)) == Set(report.failures.map(\.text)))
    #expect(run.observed.count == report.failures.count)
    #expect(report.failures.allSatisfy { !$0.message.isEmpty && !$0.code.isEmpty })
  }

  /// Every listed user is counted once, and nobody is missing in silence.
  private func expectCounts(_ report: RunResult, of account: AccountSample) {
    let listed = account.listedUsers
    let named = Set(report.failures.compactMap(\.userName))
    let vanished = listed.count {
      $0.isConsoleUser && account.keyFaults[$0.name.description] == .vanished
    }
    let late = listed.count {
      $0.isConsoleUser && account.keyFaults[$0.name.description] == .outOfTime()
    }
    #expect(report.users.listed == listed.count)
    #expect(report.users.skipped == listed.count { !$0.isConsoleUser } + vanished)
    #expect(report.users.checked == listed.count - report.users.skipped - late)
    for user in listed where user.isConsoleUser {
      switch account.keyFaults[user.name.description] {
      case nil, .vanished: break
      case .outOfTime, .failed: #expect(named.contains(user.name.description))
      }
    }
  }

  /// Every owner has one outcome, and one mail at most.
  private func expectMails(_ run: AccountSample.Run, of account: AccountSample) {
    let report = run.report
    let owners = account.staleOwners
    #expect(report.owners.map(\.userName) == owners)
    #expect(Set(run.mailed).count == run.mailed.count, "nobody is mailed twice")
    #expect(Set(run.mailed).isSubset(of: owners))
    let counted = report.emails.sent + report.emails.failed + report.emails.unknown
    let dry = report.owners.count { $0.outcome == .dryRun }
    #expect(counted + dry + report.unreachableOwners == owners.count && (report.dryRun || dry == 0))
    if report.dryRun { #expect(run.mailed.isEmpty) }
    let refused: Set<Failure.Stage> = [.sendEmail, .deadline]
    for notification in report.owners {
      let failures = report.failures.filter {
        $0.userName == notification.userName && refused.contains($0.stage)
      }
      let isFine = [.sent, .dryRun, .unreachable].contains(notification.outcome)
      #expect((notification.outcome == .unreachable) == (notification.unreachable != nil))
      #expect(failures.count == (isFine ? 0 : 1))
      if notification.outcome == .sent || notification.outcome == .unknown {
        #expect(run.mailed.contains(notification.userName))
      }
    }
  }
}

extension Failure {
  fileprivate var text: String { "\(userName ?? "-") \(stage) \(code) \(message)" }
}

extension AccountSample {
  /// Up to 40 users on up to 8 pages, some twice, with keys of every kind and with faults
  /// everywhere.
  static func random(by random: inout some RandomNumberGenerator) -> AccountSample {
    var account = AccountSample()
    func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
    for page in 0..<Int.random(in: 0...8, using: &random) {
      account.pages.append([])
      if one(in: 15) { account.pageFaults[page] = one(in: 2) ? .outOfTime() : .failed(.sample) }
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let number = Int.random(in: 0..<60, using: &random)
        let name = number % 7 == 0 ? "robot\(number)" : "user\(number)@x.org"
        account.pages[page].append(User(name: .sample(name), isConsoleUser: number % 5 != 0))
        account.keys[name] = (0..<Int.random(in: 0...3, using: &random)).map { key in
          let id = one(in: 20) ? "AKIASHARED" : "AKIA\(number)KEY\(key)"
          let days = Double.random(in: -10...400, using: &random)
          return one(in: 10)
            ? AccessKey(id: .sample(id), status: .active, created: nil)
            : .aged(days, id: id, status: one(in: 4) ? .inactive : .active)
        }
        if one(in: 6) {
          account.keyFaults[name] = [.vanished, .outOfTime(), .failed(.sample)]
            .randomElement(using: &random)
        }
        if one(in: 6) {
          account.mailFaults[name] = [
            .rejected(.sample), .blocked(.sample), .unknown(.sample), .outOfTime(),
          ].randomElement(using: &random)
        }
      }
    }
    return account
  }

  /// The failure that ends the list of users; `nil` if all of it is read.
  var listFault: DirectoryError? { pageFaults.min { $0.key < $1.key }?.value }

  /// The users of all pages before the first that cannot be read, each once.
  var listedUsers: [User] {
    var names: Set<UserName> = []
    let readable = pages.prefix(pageFaults.keys.min() ?? pages.count)
    return readable.joined().filter { names.insert($0.name).inserted }
  }

  /// The users who must be reminded, in the directory's order: of an active key of 100 days or more
  /// that is theirs alone.
  var staleOwners: [String] {
    let read = listedUsers.filter { $0.isConsoleUser && keyFaults[$0.name.description] == nil }
    var owners: [AccessKeyID: Set<UserName>] = [:]
    for user in read {
      for key in keys[user.name.description] ?? [] {
        guard key.status == .active, let created = key.created else { continue }
        guard Self.now - created >= .seconds(8_640_000) else { continue }
        owners[key.id, default: []].insert(user.name)
      }
    }
    let reminded = Set(owners.values.filter { $0.count == 1 }.joined())
    return read.map(\.name).filter(reminded.contains).map(\.description)
  }
}
