// SPDX-License-Identifier: Apache-2.0
import UTC

/// A command of the AWS CLI that does one step with one key or user, to be copied from the mail.
///
/// It means the same in a POSIX shell, PowerShell and cmd.exe. There is no command for a name or an
/// id with characters that IAM does not allow, because no quoting is right in all three shells.
struct Command: Sendable {
  /// What it does.
  enum Action: Sendable, CaseIterable {
    case create
    case showLastUse
    case deactivate
    case delete
  }

  /// One line.
  let line: String

  /// The command, or `nil` for a name or id that IAM does not allow.
  init?(_ action: Action, keyID: String, of userName: String) {
    guard let user = Self.option("--user-name", userName, alphabet: Self.isNameByte),
      let key = Self.option("--access-key-id", keyID, alphabet: Self.isWordByte)
    else { return nil }
    line =
      switch action {
      case .create: "aws iam create-access-key \(user)"
      case .showLastUse: "aws iam get-access-key-last-used \(key)"
      case .deactivate: "aws iam update-access-key --status Inactive \(user) \(key)"
      case .delete: "aws iam delete-access-key \(user) \(key)"
      }
  }

  /// The command that exempts a user by the value of a tag, or `nil` for a name or a tag that no
  /// shell and the CLI's shorthand syntax read alike.
  init?(exempting userName: String, until day: Day, by tag: String) {
    guard let user = Self.option("--user-name", userName, alphabet: Self.isNameByte),
      let first = tag.utf8.first, Self.isWordByte(first),
      tag.utf8.allSatisfy({ Self.isWordByte($0) || ".:/=+-@ ".utf8.contains($0) })
    else { return nil }
    // A comma makes a list in PowerShell.
    line = "aws iam tag-user \(user) --tags \"Key=\(tag),Value=\(day)\""
  }

  /// An option with its value: two words if the value is a plain word in every shell, otherwise one
  /// word in double quotes. In PowerShell a comma makes a list and a leading `@` a variable, in zsh
  /// a leading `=` makes a path, and the CLI itself takes a leading `-` for another option.
  private static func option(
    _ name: String, _ value: String, alphabet: (UInt8) -> Bool
  ) -> String? {
    guard let first = value.utf8.first, value.utf8.allSatisfy(alphabet) else { return nil }
    let isPlain = isWordByte(first) && !value.utf8.contains(UInt8(ascii: ","))
    return isPlain ? "\(name) \(value)" : "\"\(name)=\(value)\""
  }

  /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html: `[\w+=,.@-]+`
  private static func isNameByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || "+=,.@-".utf8.contains(byte)
  }

  /// As above: `[\w]+`
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
