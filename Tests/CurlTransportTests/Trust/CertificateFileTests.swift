// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@testable import CurlTransport

@Suite(.limited) struct CertificateFileTests {
  /// 11 lines.
  static let good = text("authority")
  static let lines = good.components(separatedBy: "\n").dropLast()

  static func text(_ name: String) -> String {
    (try? String(contentsOfFile: Certificates.path(name), encoding: .utf8)) ?? ""
  }

  /// The certificate with one of its lines changed.
  static func changed(_ line: Int, _ change: (String) -> String) -> String {
    var lines = Array(lines)
    lines[line - 1] = change(lines[line - 1])
    return lines.joined(separator: "\n") + "\n"
  }

  static let whole: [String] = [
    good, good + good, "# ours\n\n" + good + "a line\n-- and one\n" + good + "# end",
    good.replacing("\n", with: "\r\n"), good.replacing("\n", with: " \t\n"),
    good.trimmingCharacters(in: .newlines), text("server"), text("authorities"),
    good.replacing(" CERTIFICATE", with: " X509 CERTIFICATE"),
    good.replacing(" CERTIFICATE", with: " TRUSTED CERTIFICATE"),
    lines[0] + "\n" + lines[1...9].joined() + "\n" + lines[10],
  ]

  @Test("76: a file that can be read to its end", arguments: whole)
  func readable(text: String) throws { try CertificateFile.check(Array(text.utf8)) }

  @Test(
    "76: a file without a certificate",
    arguments: [
      "", "\n", "text", "\u{0}\u{1}", keyOnly, good.replacing("CERTIFICATE", with: "X509 CRL"),
    ])
  func empty(text: String) {
    #expect(throws: CertificateFile.Fault.empty) { try CertificateFile.check(Array(text.utf8)) }
  }

  static let keyOnly = text("server").components(separatedBy: "-----BEGIN CERT").first ?? ""

  /// Damage to a block, and the line that the error names when a good certificate stands before and
  /// another behind it.
  static let damaged: [(block: String, line: Int)] = [
    (changed(3) { "!" + $0 }, 12), (changed(3) { $0.replacing("0", with: "-") }, 12),
    (changed(10) { String($0.dropLast()) }, 12), (changed(10) { String($0.dropLast(4)) }, 12),
    (changed(5) { _ in "" }, 12), (changed(2) { "AAAA" + $0 }, 12),
    (changed(2) { $0 + "AAAA" }, 12),
    (changed(4) { String($0.dropLast(4)) }, 12), (changed(11) { _ in "" }, 12),
    (changed(11) { $0.replacing("CERTIFICATE", with: "CERT") }, 12),
    (changed(11) { String($0.dropLast()) }, 12), (changed(11) { " " + $0 }, 22),
    (changed(1) { _ in "" }, 22), (changed(1) { " " + $0 }, 12),
    (changed(1) { "\u{FEFF}" + $0 }, 12),
    (changed(1) { String($0.dropLast()) }, 12), (changed(1) { $0 + " # ours" }, 12),
    (changed(1) { String($0.dropFirst()) }, 22), (good.replacing("\n", with: "\r"), 12),
    ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 12),
    (text("server").replacing("MIGHA", with: "MIGH?"), 12),
  ]

  @Test(
    "76: a block that cannot be read is named by its line, wherever it stands", arguments: damaged)
  func broken(block: String, line: Int) {
    let text = Self.good + block + Self.good
    #expect(throws: CertificateFile.Fault.broken(line: line)) {
      try CertificateFile.check(Array(text.utf8))
    }
  }

  @Test("76: what cannot be read", arguments: ["/no/such/file", "/"])
  func unreadable(path: String) {
    #expect(throws: CertificateFile.Fault.unreadable) { try CertificateFile.check(path) }
  }

  @Test("76: the machine's own file", .enabled(if: FileManager.default.fileExists(atPath: systems)))
  func system() throws { try CertificateFile.check(Self.systems) }

  static let systems = "/etc/ssl/certs/ca-certificates.crt"
}
