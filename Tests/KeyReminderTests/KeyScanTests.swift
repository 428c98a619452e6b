// SPDX-License-Identifier: Apache-2.0
import Testing
import TestSupport

@testable import KeyReminder

/// Calls wait for one another here: what never begins fails by the time limit.
@Suite(.limited) struct KeyScanTests {
  @Test func keysAreReadWhileTheNextPageIsFetched() async throws {
    let names = (0..<10).map { "user\($0)@x.org" }
    let account = AccountSample.stale(pages: [names, ["late@x.org"], []])
    // The second page comes after a key, and no key comes before the request for the second page.
    let meter = Meter { call, begun in
      switch call {
      case "page 1": begun.contains("keys \(names[0])")
      case "page 0": true
      default: begun.contains("page 1")
      }
    }
    let run = try await account.audit(maxConcurrency: 2, meter: meter)
    #expect(run.report.isComplete && run.report.users.checked == 11)
  }

  @Test(arguments: [1, 2, 5, 64])
  func theLimitIsUsedAndNeverExceeded(limit: Int) async throws {
    let names = (0..<200).map { "user\($0)@x.org" }
    let account = AccountSample.stale(pages: [names])
    // No call ends before as many have begun as may be in flight.
    let meter = Meter { call, begun in
      switch call.prefix(4) {
      case "keys": begun.count { $0.hasPrefix("keys") } >= limit
      case "mail": begun.count { $0.hasPrefix("mail") } >= limit
      default: true
      }
    }
    let run = try await account.audit(maxConcurrency: limit, meter: meter)
    #expect(meter.peak == limit && run.report.emails.sent == 200)
  }

  @Test(arguments: [Int.min, -1, 0])
  func aLimitBelowOneIsOne(limit: Int) async throws {
    let meter = Meter()
    let run = try await AccountSample.stale(pages: [["a@x.org", "b@x.org"]]).audit(
      maxConcurrency: limit, meter: meter)
    #expect(meter.peak == 1 && run.report.emails.sent == 2)
  }

  @Test func manyPagesOfUsersDoNotPileUp() async throws {
    let pages = (0..<5).map { page in (0..<1000).map { "user\(page)-\($0)@x.org" } }
    let account = AccountSample(pages: pages.map { $0.map(User.console) })
    // No page after the second is requested while a thousand users wait.
    let meter = Meter { call, begun in
      if call == "page 2" { #expect(begun.count { $0.hasPrefix("keys") } >= 1000) }
      return true
    }
    #expect(try await account.audit(meter: meter).report.users.checked == 5000)
  }
}
