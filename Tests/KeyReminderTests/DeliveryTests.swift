// SPDX-License-Identifier: Apache-2.0
import FailureMessages
import Testing
import TestSupport

@testable import KeyReminder

@Suite(.limited) struct DeliveryTests {
  private static let names = (0..<20).map { "user\($0)@x.org" }

  @Test("46: when mail is blocked, what is in flight ends, no other begins, and everyone is named")
  func blocked() async throws {
    var account = AccountSample.stale(pages: [Self.names])
    account.mailFaults = [Self.names[1]: .blocked(.sample)]
    // The first three leave together; the refusal of one is known before the others have a
    // response.
    let meter = Meter { call, begun in
      switch call {
      case "mail \(Self.names[0])", "mail \(Self.names[2])":
        begun.contains("failure of \(Self.names[1])")
      case "mail \(Self.names[1])":
        begun.isSuperset(of: Self.names.prefix(3).map { "mail \($0)" })
      default: true
      }
    }
    let run = try await account.audit(maxConcurrency: 3, meter: meter)
    #expect(Set(run.mailed) == Set(Self.names.prefix(3)))
    #expect(run.report.failures.compactMap(\.userName) == [Self.names[1]] + Self.names[3...])
    #expect(run.report.failures.allSatisfy { $0.message.hasSuffix("It did not work.") })
    #expect(run.report.emails == EmailCounts(sent: 2, failed: 18, unknown: 0))
  }

  @Test("42: a mail whose response was lost is unknown, and is not sent again")
  func unknown() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "b@x.org"]])
    account.mailFaults = ["a@x.org": .unknown(.sample)]
    let run = try await account.audit()
    #expect(run.mailed.sorted() == ["a@x.org", "b@x.org"])
    #expect(run.outcomes == ["a@x.org unknown", "b@x.org sent"])
    #expect(run.failures == ["a@x.org sendEmail Sample"])
    #expect(run.report.emails == EmailCounts(sent: 1, failed: 0, unknown: 1))
  }

  @Test(
    "49: a name that is not one address gets no mail",
    arguments: ["bo", "a,b@x.org", "a@x.org b@x.org"])
  func noAddress(name: String) async throws {
    let run = try await AccountSample.stale(pages: [[name]]).audit()
    let reason = UnreachableReason.noAddress(AddressRule())
    #expect(run.mailed.isEmpty && run.outcomes == ["\(name) unreachable"])
    #expect(run.report.owners[0].to == nil && run.report.owners[0].unreachable == reason)
    #expect(run.report.isComplete && run.report.emails == EmailCounts())
    #expect(run.events == [.unreachable(.sample(name), reason)])
  }

  @Test func aDryRunSendsNothingAndSaysToWhomItWould() async throws {
    var account = AccountSample.stale(pages: [["a@x.org", "bo"]])
    account.mailFaults = ["a@x.org": .blocked(.sample)]
    let run = try await account.audit(dryRun: true)
    #expect(run.mailed.isEmpty && run.outcomes == ["a@x.org dryRun", "bo unreachable"])
    #expect(run.report.emails == EmailCounts(sent: 0, failed: 0, unknown: 0))
    #expect(run.report.dryRun)
  }
}
