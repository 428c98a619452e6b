// SPDX-License-Identifier: Apache-2.0
import JSON

/// Why an invocation, or the start of the process, failed. Lambda passes it on to the caller.
public struct InvocationFailure: Error, Sendable, Equatable {
  /// Such as `Function.InvalidEvent`. Lambda rewrites a type that does not match
  /// `(Runtime|Function)\.[A-Z][a-zA-Z]+`.
  public let type: String
  /// What happened, to whom, and what to do next; at most ``messageLimit`` bytes.
  public let message: String

  /// The longest message, in bytes of UTF-8.
  static let messageLimit = 8192

  /// Creates a failure. A type that Lambda would rewrite becomes one that it keeps.
  public init(type: String, message: String) {
    self.type = Self.normalised(type)
    self.message = Self.shortened(message)
  }

  static let repeated = InvocationFailure(
    type: "Runtime.RepeatedInvocation",
    message: "This request was handled before by this process and is not handled twice.")

  /// The failure in Lambda's JSON.
  var body: [UInt8] {
    JSON.object([
      "errorMessage": .string(message), "errorType": .string(type), "stackTrace": [],
    ]).bytes
  }

  private static func normalised(_ type: String) -> String {
    let parts = type.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isRuntime = parts.first == "Runtime"
    let hasPrefix = parts.count == 2 && (isRuntime || parts.first == "Function")
    let letters = (hasPrefix ? parts[1] : Substring(type)).filter { $0.isASCII && $0.isLetter }
    let name = letters.isEmpty ? "Error" : letters.prefix(1).uppercased() + letters.dropFirst()
    return (isRuntime ? "Runtime." : "Function.") + (name.count == 1 ? name + "Error" : name)
  }

  private static func shortened(_ message: String) -> String {
    guard message.utf8.count > messageLimit else { return message }
    var end = message.startIndex
    var bytes = 0
    for character in message {
      bytes += character.utf8.count
      guard bytes <= messageLimit - 3 else { break }
      end = message.index(after: end)
    }
    return message[..<end] + "…"
  }
}
