// SPDX-License-Identifier: Apache-2.0
import CurlTransport
import Identifiers
import KeyReminder

/// What is wrong with the environment: the variable, its value, and what is allowed.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// A sentence.
  public let description: String

  init(_ description: String) { self.description = description }

  init(_ variable: String, _ value: String?, _ allowed: String) {
    let state = value.map { "is \"\($0)\"" } ?? "is not set"
    self.init("The variable \(variable) \(state); it must be \(allowed).")
  }
}

/// Reads the environment's variables, each in its format.
struct Settings {
  let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// A variable's value; an empty one counts as not set.
  subscript(variable: String) -> String? {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  func optional<Value>(
    _ variable: String, as format: Format<Value>
  ) throws(ConfigurationError) -> Value? {
    guard let text = self[variable] else { return nil }
    guard let value = format.read(text) else {
      throw ConfigurationError(variable, format.isSecret ? "…" : text, format.allowed)
    }
    return value
  }

  func required<Value>(
    _ variable: String, as format: Format<Value>
  ) throws(ConfigurationError) -> Value {
    guard let value = try optional(variable, as: format) else {
      throw ConfigurationError(variable, nil, format.allowed)
    }
    return value
  }
}

/// The format of a setting, both in the environment and in an event.
struct Format<Value>: Sendable {
  /// What is allowed, as the end of a sentence that begins with "it must be".
  let allowed: String
  var isSecret = false
  let read: @Sendable (String) -> Value?
}

extension Format<EmailAddress> {
  static let address = Format(allowed: "one valid e-mail address") { EmailAddress($0) }
}

extension Format<[EmailAddress]> {
  /// SES takes 50 recipients for one mail.
  static let addresses = Format(
    allowed: "one valid e-mail address, or up to 50 separated by spaces"
  ) { text in
    text.words(EmailAddress.init).flatMap { (1...50).contains($0.count) ? $0 : nil }
  }
}

extension Format<ARN> {
  /// An identity of SES in `region`, the one where mails are sent.
  static func identity(in region: String) -> Format {
    Format(
      allowed: "the ARN of an SES identity in \(region), as in"
        + " arn:aws:ses:\(region):123456789012:identity/example.com"
    ) { text in
      guard let arn = ARN(text), arn.service == "ses", arn.region == region, arn.account != nil,
        arn.resource.hasPrefix("identity/"), arn.resource != "identity/"
      else { return nil }
      return arn
    }
  }
}

extension Format<AccountName> {
  static let accountName = Format(
    allowed: "a name of 1 to 64 characters on one line, without spaces around it"
  ) { AccountName($0) }
}

extension Format<WebPage> {
  static let webPage = Format(
    allowed: "the address of a web page, https://…, of at most 1000 bytes"
  ) { WebPage($0) }
}

extension Format<Int> {
  static let alertAfterDays = Format.whole(1...3650)

  static func whole(_ range: ClosedRange<Int>) -> Format {
    Format(allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      // Only digits: Int() would also take "+5", which nobody writes on purpose.
      guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension Format<Proxy> {
  static func proxy(exceptions: ProxyExceptions) -> Format {
    Format(allowed: Proxy.allowed, isSecret: true) { Proxy($0, exceptions: exceptions) }
  }
}

extension Format<ProxyExceptions> {
  static let proxyExceptions = Format(allowed: ProxyExceptions.allowed, isSecret: true) {
    ProxyExceptions($0)
  }
}

extension Format<Bool> {
  static let boolean = Format(allowed: "true or false") { Bool($0) }
}

extension Format<AudienceName> {
  static let audience = Format(
    allowed: AudienceName.allCases.map(\.rawValue).joined(separator: " or ")
  ) { AudienceName(rawValue: $0) }
}

extension Format<[NamePattern]> {
  static let namePatterns = Format(
    allowed: "user names, separated by spaces, in which * stands for any characters"
  ) { text in
    text.words { NamePattern($0) }
  }
}

extension Format<TagKey> {
  static let tagKey = Format(
    allowed: "the name of a tag: 1 to 128 letters, digits, spaces or any of _.:/=+-@"
  ) { TagKey($0) }
}

extension Format<[String]> {
  /// In lower case.
  static let domains = Format(
    allowed: "domains such as example.com, separated by spaces, without @ and wildcards"
  ) { text in
    text.words { Format<String>.domain.read($0) == nil ? nil : $0.lowercased() }
      .flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Format<String> {
  /// Control characters begin header fields.
  static let displayName = Format(
    allowed: "the sender's name: 1 to 64 characters on one line, without control characters"
  ) { text in
    let scalars = text.unicodeScalars
    let isLine = scalars.allSatisfy { $0.properties.generalCategory != .control }
    return isLine && scalars.count <= 64 ? text : nil
  }

  static let domain = Format(allowed: "a domain such as example.com") { text in
    EmailAddress("user@\(text)") == nil ? nil : text
  }

  static let templateName = nameInSES("template")

  static let configurationSetName = nameInSES("configuration set")

  private static func nameInSES(_ thing: String) -> Format {
    Format(
      allowed: "the name of an SES \(thing): 1 to 64 letters, digits, hyphens or underscores"
    ) { text in
      let isName = text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
      }
      return isName && (1...64).contains(text.utf8.count) ? text : nil
    }
  }

  static let secret = Format(allowed: "set: Lambda does it for every function", isSecret: true) {
    $0
  }

  /// IAM's rule for paths: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
  static let pathPrefix = Format(
    allowed: "an IAM path: / or /…/, of printable ASCII without spaces, at most 512 characters"
  ) { text in
    let isPath = text.hasPrefix("/") && text.hasSuffix("/") && text.utf8.count <= 512
    return isPath && text.utf8.allSatisfy { (0x21...0x7e).contains($0) } ? text : nil
  }
}

extension String {
  /// The words of a list that spaces separate, each as a value; `nil` when one cannot be read.
  func words<Value>(_ read: (String) -> Value?) -> [Value]? {
    let words = split(separator: " ")
    let values = words.compactMap { read(String($0)) }
    return values.count == words.count ? values : nil
  }
}
