// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Identifiers
import KeyReminder
import SES
import Synchronization
import Testing
import TestSupport

@testable import AWSAdapters

/// How the suppression list is read: in pages, a second apart, up to a limit.
@Suite(.limited) struct SuppressionListTests {
  private let time = ManualTime()

  private func read(_ list: SuppressionList, seconds: Double = 600) async throws -> Suppressions {
    let deadline = Deadline(in: .seconds(seconds), by: time)
    let mailer = SESMailer(
      ses: list,
      deadlines: MailDeadlines(limits: deadline, reminders: deadline, end: deadline),
      sender: Sender(try #require(EmailAddress("keys@x.org"))), limiter: SendRateLimiter(by: time),
      listLimiter: SendRateLimiter(by: time, perSecond: 1))
    let addresses = ["Ana@x.org", "bo@x.org"].compactMap(EmailAddress.init)
    return await mailer.suppressions(of: addresses)
  }

  @Test("52: one page takes one call and no time")
  func onePage() async throws {
    let list = SuppressionList([["ana@X.ORG", "stranger@x.org"]])
    let found = try await read(list)
    #expect(found.causes == ["ana@x.org": "BOUNCE"] && found.gap == nil)
    #expect(list.calls == 1 && time.sleeps.isEmpty)
  }

  @Test("52: pages are read a second apart, an empty one too, and the last one counts")
  func pages() async throws {
    let list = SuppressionList([["x@x.org"], [], ["bo@x.org"]])
    let found = try await read(list)
    #expect(found.causes == ["bo@x.org": "BOUNCE"] && found.gap == nil)
    #expect(list.calls == 3 && time.sleeps == [.seconds(1), .seconds(1)])
  }

  @Test("52: of a list that is too long the first twenty pages count")
  func tooLong() async throws {
    let list = SuppressionList([["ana@x.org"]] + Array(repeating: ["x@x.org"], count: 20))
    let found = try await read(list)
    #expect(found.causes == ["ana@x.org": "BOUNCE"] && found.gap == .tooLong(read: 20))
    #expect(list.calls == 20)
    let whole = SuppressionList(Array(repeating: ["x@x.org"], count: 20))
    #expect(try await read(whole).gap == nil)
  }

  @Test("86: a page for which no time is left is not asked for")
  func outOfTime() async throws {
    let list = SuppressionList([["ana@x.org"], ["x@x.org"], ["bo@x.org"]])
    let found = try await read(list, seconds: 1.5)
    #expect(found.causes == ["ana@x.org": "BOUNCE"] && list.calls == 2)
    #expect(
      found.gap == .failed(ServiceFailure(step: .suppressionList, problem: .deadlineExceeded)))
  }

  @Test("24: a list that leads back to a page is not known to its end")
  func loop() async throws {
    let list = SuppressionList([["ana@x.org"], ["x@x.org"]], next: "again")
    let found = try await read(list)
    guard case .failed(let failure)? = found.gap, case .malformedResponse = failure.problem else {
      return #expect(Bool(false), "\(found)")
    }
    #expect(found.causes == ["ana@x.org": "BOUNCE"])
  }
}

/// Returns one page after the other.
private final class SuppressionList: AWSCalling {
  private let pages: [[String]]
  /// Where every page leads; `nil` to the next one, up to the last.
  private let next: String?
  private let count = Mutex(0)

  init(_ pages: [[String]], next: String? = nil) {
    self.pages = pages
    self.next = next
  }

  var calls: Int { count.withLock { $0 } }

  func call<Op: Operation>(
    _ operation: Op, by deadline: Deadline
  ) async throws(AWSError) -> Op.Output {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let token = next ?? (number < pages.count ? "\(number)" : nil)
    let page = Page(
      items: pages[number - 1].map { SuppressedDestination(address: $0, reason: "BOUNCE") },
      nextMarker: token)
    guard let output = page as? Op.Output else { throw .invalidRequest("another operation") }
    return output
  }
}
