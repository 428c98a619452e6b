// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@testable import ReminderEmails

@Suite("A command to copy", .limited)
struct CommandTests {
  @Test(
    "40: a shell reads the name as it is",
    arguments: [
      "ana", "ana@example.com", "backup+nightly", "a=b", "a.b-c_d", "0", "_x",
      // An option, a splatted variable, a path of zsh, a list of PowerShell.
      "-rf", "--help", "@home", "=cat", "a,b", "+x", ".hidden", ",",
      String(repeating: "w", count: 64),
    ])
  func read(_ name: String) throws {
    let key = "AKIAIOSFODNN7EXAMPLE"
    for (action, verb, options) in [
      (Command.Action.create, "create-access-key", []),
      (.deactivate, "update-access-key", ["--status", "Inactive"]),
      (.delete, "delete-access-key", []),
    ] {
      let command = try #require(Command(action, keyID: key, of: name))
      let words = try arguments(of: command.line)
      #expect(Array(words.prefix(2 + options.count)) == ["iam", verb] + options)
      let values = words.dropFirst(2 + options.count)
      #expect(
        ["--user-name", name] == Array(values.prefix(2))
          || "--user-name=\(name)" == values.first)
      #expect(
        Array(values.suffix(2))
          == (action == .create ? Array(values.suffix(2)) : ["--access-key-id", key]))
    }
  }

  @Test("is one line of words and double-quoted words, which three kinds of shells read alike")
  func threeShells() throws {
    for name in ["ana@example.com", "a,b", "-x", "@y", "=z"] {
      let line = try #require(Command(.delete, keyID: "AKIAIOSFODNN7EXAMPLE", of: name)).line
      for word in line.split(separator: " ") {
        let isQuoted = word.hasPrefix("\"") && word.hasSuffix("\"")
        let inside = isQuoted ? word.dropFirst().dropLast() : word
        let allowed = isQuoted ? "+=,.@-_" : "+=.@-_"
        #expect(
          inside.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || allowed.contains($0) })
        #expect(isQuoted || !"@=,+.".contains(word.first ?? " "))
      }
    }
  }

  @Test(
    "40: there is none for a name that IAM does not allow",
    arguments: [
      "", "a b", "a;b", "a|b", "a&b", "$(touch x)", "`id`", "a'b", "a\"b", "a\nb", "a\0b", "a\\b",
      "%PATH%", "!x", "a/b", "a*", "~", "#x", "a>b", "{a}", "Zoë", "ana\u{202E}", "a\u{301}",
    ])
  func refusedName(_ name: String) {
    for action in Command.Action.allCases {
      #expect(Command(action, keyID: "AKIAIOSFODNN7EXAMPLE", of: name) == nil)
    }
  }

  @Test(
    "there is none for an id that is not one word",
    arguments: ["", "AKIA;x", "AKIA x", "-A", "a,b"])
  func refusedID(_ id: String) {
    #expect(Command(.delete, keyID: id, of: "ana") == nil)
  }

  /// The arguments that a real shell gives to a program named `aws`.
  private func arguments(of line: String) throws -> [String] {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "aws() { printf '%s\\n' \"$@\"; }\n\(line)"]
    shell.standardOutput = output
    try shell.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
