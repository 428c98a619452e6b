// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder

@Suite("The name of the account", .limited)
struct AccountNamingTests {
  private let admin = "admin@x.org"

  @Test("stands in every mail", arguments: [AccountNaming.alias, .fixed(.sample("acme-prod"))])
  func named(naming: AccountNaming) async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.alias = .success(.sample("acme-prod"))
    let run = try await account.audit(admin: admin, naming: naming)
    #expect(run.texts.count == 3 && run.texts.allSatisfy { $0.contains("acme-prod") })
    #expect(run.asked.contains("alias") == (naming == .alias) && run.report.warnings == [])
  }

  @Test("a dry run's samples say it too")
  func samples() async throws {
    var account = AccountSample.stale(pages: [["a@x.org"]])
    account.alias = .success(.sample("acme-prod"))
    let run = try await account.audit(dryRun: true, naming: .alias)
    guard case .written(let mail)? = run.report.samples?.first else { return #expect(Bool(false)) }
    #expect(mail.text.contains("acme-prod"))
  }

  @Test("an account without an alias has no name, and that is no warning")
  func none() async throws {
    let run = try await AccountSample.stale(pages: [["a@x.org"]]).audit(naming: .alias)
    #expect(run.mailed == ["a@x.org"] && run.report.isComplete && run.report.warnings == [])
    #expect(run.texts.allSatisfy { $0.contains("AWS account 123456789012 has") })
  }

  @Test(
    "an alias that could not be read is one warning, and the mails leave without it",
    arguments: [DirectoryError.failed(.denied), .failed(.sample), .outOfTime(), .vanished])
  func unread(fault: DirectoryError) async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.alias = .failure(fault)
    let run = try await account.audit(admin: admin, naming: .alias)
    #expect(run.mailed.count == 3 && run.report.isComplete)
    #expect(run.warned.count == 1 && run.warnings == run.warned)
    #expect(run.warnings.first?.hasPrefix("The account's alias is unknown") == true)
  }

  @Test("nobody asks for an alias that no mail could say")
  func notNeeded() async throws {
    let empty = AccountSample(pages: [[]])
    #expect(try await empty.audit(naming: .alias).asked.isEmpty)
    #expect(try await empty.audit(admin: admin, naming: .alias).asked.contains("alias"))
    let owner = AccountSample.stale(pages: [["a@x.org"]])
    #expect(try await !owner.audit(naming: .none).asked.contains("alias"))
  }
}
