// SPDX-License-Identifier: Apache-2.0
import Foundation
import Identifiers
import Testing
import TestSupport
import UTC

@testable import CredentialReport

/// A report by rows of user, first key, second key.
private func report(_ rows: String..., ending: String = "\n") -> String {
  let header =
    "user,access_key_1_active,access_key_1_last_rotated"
    + ",access_key_2_active,access_key_2_last_rotated"
  return ([header] + rows).joined(separator: ending)
}

private func excluded(
  _ csv: String, generated: Timestamp = .sample, days: Int = 100, at now: Timestamp = .sample
) throws -> [String] {
  try CredentialReport(
    base64: Data(csv.utf8).base64EncodedString().utf8, generated: generated, keysFrom: days, at: now
  ).excluded.keys.map(\.description).sorted()
}

extension Timestamp {
  /// 2026-11-25T00:00:00Z
  fileprivate static let sample = Timestamp(secondsSince1970: 1_795_564_800)
}

@Suite(.limited) struct CredentialReportTests {
  private static let young = "true,2026-11-01T00:00:00Z"
  private static let old = "true,2025-06-01T10:00:00Z"
  private static let none = "false,N/A"

  @Test(
    "120: who surely has no key that old is excluded, and nobody else",
    arguments: [
      ("false,N/A,false,N/A", true), ("true,2026-11-01T00:00:00Z,false,N/A", true),
      ("false,N/A,true,2026-11-01T00:00:00+00:00", true),
      // Perhaps activated since.
      ("false,2025-06-01T10:00:00Z,false,N/A", false),
      ("true,2025-06-01T10:00:00Z,false,N/A", false),
      // Perhaps a third key.
      ("true,2026-11-01T00:00:00Z,true,2026-11-02T00:00:00Z", false),
      ("false,2026-11-01T00:00:00Z,false,2026-11-02T00:00:00Z", false),
      // Not understood.
      ("true,N/A,false,N/A", false), ("TRUE,2026-11-01T00:00:00Z,false,N/A", false),
      ("true,no_information,false,N/A", false), ("true,,false,N/A", false),
      ("false,not_supported,false,N/A", false), (",N/A,false,N/A", false),
      ("true,2026-13-01T00:00:00Z,false,N/A", false), ("true,2026-11-01,false,N/A", false),
      // From the future.
      ("true,2026-12-01T00:00:00Z,false,N/A", false),
    ])
  func verdict(keys: String, isExcluded: Bool) throws {
    #expect(try excluded(report("ana,\(keys)")) == (isExcluded ? ["ana"] : []))
  }

  @Test("120: a key that is as old as the threshold by the run's own clock is not excluded")
  func threshold() throws {
    // A hundred days before the sample.
    let csv = report("ana,true,2026-08-17T00:00:00Z,\(Self.none)")
    let second = Timestamp.sample + .seconds(-1)
    #expect(try excluded(csv).isEmpty && excluded(csv, generated: second, at: second) == ["ana"])
  }

  @Test("the creation of an active key is kept, for the ages of keys")
  func activeKey() throws {
    let csv = report("ana,\(Self.young),\(Self.none)", "bo,\(Self.none),\(Self.none)")
    let read = try CredentialReport(
      base64: Data(csv.utf8).base64EncodedString().utf8, generated: .sample, keysFrom: 100,
      at: .sample)
    let ana = try #require(UserName("ana"))
    #expect(read.excluded[ana] == .some(Timestamp(secondsSince1970: 1_793_491_200)))
    #expect(try read.excluded[#require(UserName("bo"))] == .some(nil))
  }

  @Test(
    "37: the root user, empty rows, CRLF, quotes, a mark at the start, another order of columns")
  func shapes() throws {
    let root = "<root_account>,\(Self.none),\(Self.none)"
    let rows = [root, #""a,b@x.org",\#(Self.none),\#(Self.none)"#, "bo,\(Self.young),\(Self.none)"]
    let csv = report(rows[0], rows[1], rows[2])
    let names = ["a,b@x.org", "bo"]
    #expect(try excluded(csv) == names)
    #expect(try excluded(csv + "\n") == names && excluded(csv + "\n\n") == names)
    #expect(try excluded(report(rows[0], rows[1], rows[2], ending: "\r\n") + "\r\n") == names)
    #expect(try excluded("\u{FEFF}" + csv) == names)
    let other =
      "x,access_key_2_last_rotated,access_key_2_active,user,access_key_1_last_rotated"
      + ",access_key_1_active,additional_credentials_info"
    #expect(try excluded(other + "\n1,N/A,false,ana,N/A,false,2") == ["ana"])
  }

  @Test("120: of a user with two rows none is believed")
  func twoRows() throws {
    let (young, old) = ("ana,\(Self.young),\(Self.none)", "ana,\(Self.old),\(Self.none)")
    #expect(try excluded(report(young, old)).isEmpty && excluded(report(old, young)).isEmpty)
    #expect(try excluded(report(young, young, young)).isEmpty)
  }

  @Test(
    "37, 119: what is not a report is an error, never a report without keys",
    arguments: [
      "", "\n\n", "<html>", "user", "user,access_key_1_active,access_key_1_last_rotated",
      report("ana,\(none)"), report("ana,\(none),\(none),more"), report("\"ana,\(none),\(none)"),
      report("an\"a,\(none),\(none)"), report("\"ana\"x,\(none),\(none)"),
      report() + ",user", report(String(repeating: "x", count: 20_000)),
    ])
  func malformed(csv: String) {
    #expect(throws: CredentialReportError.self) { try excluded(csv) }
  }

  @Test("38, 119: base64 with line breaks is read; invalid or cut, it is an error")
  func base64() throws {
    let csv = report("ana,\(Self.none),\(Self.none)")
    let text = Data(csv.utf8).base64EncodedString()
    let wrapped = text.enumerated().map { $0 % 76 == 75 ? "\($1)\r\n" : "\($1)" }.joined()
    func read(_ text: String) throws -> Int {
      try CredentialReport(base64: text.utf8, generated: .sample, keysFrom: 100, at: .sample)
        .excluded.count
    }
    #expect(try read(text) == 1 && read(wrapped) == 1)
    for bad in ["!" + text, text + "=A", "=" + text, text + "====", "A" + text] {
      #expect(throws: CredentialReportError.self) { try read(bad) }
    }
    // Cut anywhere: an error, or it excludes nobody.
    for count in 0..<text.utf8.count where count < text.utf8.count - 4 {
      #expect((try? read(String(text.prefix(count)))) ?? 0 == 0, "cut at \(count)")
    }
  }

  @Test("119: base64 without its last signs is cut, although its bits are whole bytes")
  func missingPadding() throws {
    let row = "ana,\(Self.none),\(Self.none)"
    let texts = ["", "\n", "\n\n"].map { Data((report(row) + $0).utf8).base64EncodedString() }
    let padded = texts.filter { $0.hasSuffix("=") }
    #expect(padded.count == 2)
    for text in padded {
      let cut = text.filter { $0 != "=" }
      #expect(throws: CredentialReportError.self) {
        try CredentialReport(base64: cut.utf8, generated: .sample, keysFrom: 100, at: .sample)
      }
    }
  }

  @Test("119: a report that is as old as the keys that are looked for says nothing of newer ones")
  func age() throws {
    let csv = report("ana,\(Self.none),\(Self.none)")
    let day = Timestamp.sample + .seconds(-86_400)
    #expect(try excluded(csv, generated: day, days: 2) == ["ana"])
    #expect(throws: CredentialReportError.tooOld) { try excluded(csv, generated: day, days: 1) }
    let later = Timestamp.sample + .seconds(301)
    #expect(throws: CredentialReportError.tooOld) { try excluded(csv, generated: later) }
  }
}

/// Samples that are not part of this project; the tests above have the same shapes.
@Suite(
  .limited,
  .enabled(if: Vectors.areHere, "../shared/vectors is not here and VECTORS names no other place"))
struct CredentialReportVectorTests {
  private func read(_ file: String) throws -> [String] {
    try excluded(try Vectors.text("credential-report/\(file).csv"))
  }

  @Test(
    "37, 120: in every shape those are excluded whose keys are surely young",
    arguments: [
      "01-live-shape", "02-offset-dates-trailing-newline", "03-crlf", "04-extra-columns", "12-bom",
    ])
  func shapes(file: String) throws {
    let text = try Vectors.text("credential-report/\(file).csv")
    let withoutKeys = ["Ivy", "joe"].filter { text.contains("\n\($0),") }
    #expect(try read(file) == withoutKeys)
    // Half a year ago the keys of bo and of those with one key from before were young, too.
    let all = try excluded(text, days: 4_000)
    #expect(all.contains("bo") && all.contains("ana@example.com") && !all.contains("fox"))
    #expect(all.contains("gil,smith") == text.contains("gil,smith"))
  }

  @Test("37, 119: header only, root only, nothing at all, and columns that are missing")
  func odd() throws {
    #expect(try read("06-header-only").isEmpty && read("14-root-with-keys").isEmpty)
    #expect(try read("15-member-root-without-password").isEmpty)
    for file in ["07-empty", "08-missing-key-columns"] {
      #expect(throws: CredentialReportError.self) { try read(file) }
    }
  }

  @Test("38: the base64 as IAM sends it, with line breaks and without")
  func base64() throws {
    let names = try ["18-content", "19-content-wrapped"].map { file in
      let text = try Vectors.text("credential-report/\(file).b64.txt")
      return try CredentialReport(
        base64: text.utf8, generated: .sample, keysFrom: 100, at: .sample
      ).excluded.keys.map(\.description).sorted()
    }
    #expect(try names == [read("01-live-shape"), read("01-live-shape")])
  }

  @Test("41: the report of 5,000 users")
  func large() throws {
    let names = try read("17-5000-users")
    let rows = try Vectors.text("credential-report/17-5000-users.csv").split(separator: "\n")
    let young = rows.filter { row in
      let cells = row.split(separator: ",")
      // Younger than a hundred days: created after 2026-08-17.
      return [cells[9], cells[14]].allSatisfy { $0 == "N/A" || $0 > "2026-08-17T00:00:00Z" }
        && cells[0] != "user" && cells[0] != "<root_account>"
        && (cells[9] == "N/A" || cells[14] == "N/A")
    }
    #expect(names.count == young.count && !names.isEmpty)
  }
}
