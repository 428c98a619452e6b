// SPDX-License-Identifier: Apache-2.0
import Foundation
import Identifiers
import Testing
import TestSupport
import UTC

@testable import CredentialReport

/// Random accounts that went on changing after their report was made: keys were activated again, deleted
/// and made, users left and came back under the same name, and some have a third key that no report shows.
@Suite(.limited) struct ExclusionPropertyTests {
  private struct Key {
    let created: Int
    var isActive: Bool
  }

  @Test("120: nobody with a stale key is ever excluded")
  func nobodyIsLost() throws {
    var random = SeededGenerator(seed: 14)
    var excludedCount = 0
    for _ in 1...2_000 {
      let days = Int.random(in: 1...400, using: &random)
      let now = 1_795_564_800
      let made = now - Int.random(in: 0...min(days * 86_400 + 3_600, 30 * 86_400), using: &random)
      let account = Self.account(until: made, days, &random)
      let csv = Self.report(of: account)
      let later = account.mapValues { Self.changed($0, from: made, until: now, &random) }
      let read = try? CredentialReport(
        base64: Data(csv.utf8).base64EncodedString().utf8,
        generated: Timestamp(secondsSince1970: made), keysFrom: days,
        at: Timestamp(secondsSince1970: now))
      guard let read else {
        #expect(now - made >= days * 86_400)
        continue
      }
      excludedCount += read.excluded.count
      for (name, keys) in later where read.excluded.keys.contains(where: { $0.description == name })
      {
        let stale = keys.contains { $0.isActive && now - $0.created >= days * 86_400 }
        #expect(!stale, "\(name): \(keys), report of \(now - made) s ago, \(days) days")
      }
    }
    #expect(excludedCount > 1_000)
  }

  private static func account(
    until made: Int, _ days: Int, _ random: inout SeededGenerator
  ) -> [String: [Key]] {
    var account: [String: [Key]] = [:]
    for number in 0..<Int.random(in: 0...8, using: &random) {
      let count = [0, 1, 1, 2, 2, 3].randomElement(using: &random) ?? 0
      account["user\(number)"] = (0..<count).map { _ in
        Key(
          created: made - Int.random(in: 0...(2 * days * 86_400), using: &random),
          isActive: .random(using: &random))
      }
    }
    return account
  }

  /// The first two keys of each, as IAM writes them.
  private static func report(of account: [String: [Key]]) -> String {
    let header =
      "user,access_key_1_active,access_key_1_last_rotated"
      + ",access_key_2_active,access_key_2_last_rotated"
    let rows = account.map { name, keys in
      let cells = (0..<2).map { slot in
        guard slot < keys.count else { return "false,N/A" }
        let created = Timestamp(secondsSince1970: keys[slot].created)
        return "\(keys[slot].isActive),\(Day(created))T\(timeOfDay(keys[slot].created))Z"
      }
      return "\(name),\(cells.joined(separator: ","))"
    }
    return ([header] + rows).joined(separator: "\n")
  }

  private static func timeOfDay(_ seconds: Int) -> String {
    let time = seconds % 86_400
    return [time / 3600, time / 60 % 60, time % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private static func changed(
    _ keys: [Key], from made: Int, until now: Int, _ random: inout SeededGenerator
  ) -> [Key] {
    var keys = keys
    for index in keys.indices where Bool.random(using: &random) {
      keys[index].isActive = .random(using: &random)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { keys = [] }
    if Bool.random(using: &random), keys.count < 2 {
      keys.append(Key(created: Int.random(in: made...now, using: &random), isActive: true))
    }
    return keys
  }
}
