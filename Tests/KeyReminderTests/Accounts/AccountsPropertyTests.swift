// SPDX-License-Identifier: Apache-2.0
import Identifiers
import TestSupport
import Testing

@testable import KeyReminder

/// Rules for every run over several accounts, whatever is in them and whatever goes wrong.
@Suite(.limited) struct AccountsPropertyTests {
  @Test("one mail a person, every account told, and none hidden by another", arguments: 0..<200)
  func run(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let organization = OrganizationSample.random(by: &random)
    let width = Int.random(in: 1...6, using: &random)
    let refused = organization.accounts.filter(\.isRefused)
    guard let run = try? await organization.audit(maxConcurrency: width) else {
      return #expect(refused.count == organization.accounts.count)
    }
    #expect(refused.count < organization.accounts.count)
    let mailed = run.mailed.map { $0.lowercased() }
    #expect(Set(mailed).count == mailed.count, "nobody is mailed twice")
    let expected = organization.accounts.filter { !$0.isRefused }
      .flatMap { $0.sample.pages.joined().map(\.name.description) }
    #expect(Set(mailed) == Set(expected.map { $0.lowercased() }))
    let named = run.report.failures.compactMap(\.account?.id)
    #expect(Set(named) == Set(refused.map(\.id)) && named.count == refused.count)
    #expect(
      run.counts == [
        organization.accounts.count, organization.accounts.count - refused.count, 0, refused.count,
      ])
    #expect(run.entered.count == organization.accounts.count)
    #expect(run.report.owners.count == expected.count, "every owner has one outcome")
  }

  @Test("the n-th account fails, for every n and every way", arguments: 0..<3, 0..<4)
  func nth(index: Int, way: Int) async throws {
    var organization = OrganizationSample.stale([["a@x.org"], ["a@x.org"], ["a@x.org", "b@x.org"]])
    switch way {
    case 0: organization.accounts[index].fault = .denied(.denied)
    case 1: organization.accounts[index].fault = .outOfTime()
    case 2: organization.accounts[index].sample.pageFaults = [0: .failed(.sample)]
    default: organization.accounts[index].sample.pageFaults = [1: .vanished]
    }
    let run = try await organization.audit()
    #expect(run.mailed.filter { $0 == "a@x.org" }.count == 1)
    #expect(run.mailed.contains("b@x.org") == (index != 2))
    #expect(run.report.failures.map(\.account?.id) == [.numbered(index + 1)])
    #expect(run.counts == [3, 2, 0, 1] && run.report.owners.count == (index == 2 ? 2 : 3))
  }
}

extension OrganizationSample.Member {
  fileprivate var isRefused: Bool { fault != nil || !sample.pageFaults.isEmpty }
}

extension OrganizationSample {
  fileprivate static func random(by random: inout SeededGenerator) -> OrganizationSample {
    let people = (0..<8).map { "p\($0)@x.org" }
    let accounts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      people.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        .map { Bool.random(using: &random) ? $0 : $0.uppercased() }
    }
    var organization = OrganizationSample.stale(accounts)
    for index in accounts.indices {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: organization.accounts[index].fault = .denied(.denied)
      case 1: organization.accounts[index].fault = .failed(.sample)
      case 2: organization.accounts[index].sample.pageFaults = [0: .failed(.denied)]
      case 3: organization.accounts[index].sample.pageFaults = [1: .failed(.sample)]
      default: break
      }
    }
    return organization
  }
}
