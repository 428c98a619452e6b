// SPDX-License-Identifier: Apache-2.0
import AWSClient
import FoundationEssentials
import Identifiers
import KeyReminder
import ReminderEmails
import SES
import Testing
import TestSupport

@testable import ReminderFunction

extension Configuration {
  /// The least that Lambda and a user set; AWS is on this machine.
  static let leastEnvironment = [
    "SENDER_EMAIL": "keys@example.com", "AWS_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-access-key",
    "AWS_SESSION_TOKEN": "session-token", "AWS_ENDPOINT_URL": "http://127.0.0.1:5000",
  ]

  /// `nil` takes a variable away.
  init(setting variables: [String: String?]) throws {
    var environment = Self.leastEnvironment
    for (name, value) in variables { environment[name] = value }
    try self.init(environment: environment)
  }
}

@Suite(.limited) struct ConfigurationTests {
  @Test func defaults() throws {
    let configuration = try Configuration(setting: [:])
    #expect(configuration.sender == Sender(try #require(EmailAddress("keys@example.com"))))
    #expect(
      configuration.policy == Policy(alertAfterDays: 100, audience: .console, pathPrefix: "/"))
    #expect(configuration.schedule == .everyDays(3) && configuration.redirectTo == nil)
    #expect(
      configuration.rules == SendingRules(dryRun: false, reportsDryRun: true, maxEmails: 1000))
    #expect((1...64).contains(configuration.maxConcurrency))
    #expect(configuration.partition == .aws && configuration.ses.signingRegion == "eu-west-1")
    #expect(configuration.iam.signingRegion == "us-east-1")
  }

  @Test func everyVariableIsRead() throws {
    let configuration = try Configuration(setting: [
      "ALERT_AFTER_DAYS": "3650", "SEND_EVERY_DAYS": "365", "SES_REGION": "us-west-2",
      "SUPPORT_EMAIL": "help@example.com", "USERS": "all", "PATH_PREFIX": "/a/", "DRY_RUN": "true",
      "MAX_CONCURRENCY": "64", "READ_SUPPRESSION": "true",
    ])
    #expect(configuration.policy == Policy(alertAfterDays: 3650, audience: .all, pathPrefix: "/a/"))
    #expect(
      configuration.schedule == .everyDays(365) && configuration.ses.signingRegion == "us-west-2")
    #expect(configuration.sender.replyTo == [EmailAddress("help@example.com")])
    #expect(configuration.rules.dryRun)
    #expect(configuration.maxConcurrency == 64 && configuration.rules.readsSuppressions)
  }

  @Test func everyVariableAboutOwnersIsRead() throws {
    let configuration = try Configuration(setting: [
      "USERS": "tagged", "INCLUDE_TAG": "remind", "EXCLUDE_TAG": "key-reminder:exempt",
      "EXCLUDE_USERS": " svc-*  root@example.com ", "EMAIL_TAG": "E-Mail address",
      "EMAIL_DOMAIN": "corp.example", "OVERDUE_AFTER_DAYS": "150", "MAX_EMAILS": "7",
      "ADMIN_EMAIL": "admins@example.com  ciso@example.com", "REDIRECT_TO": "trial@example.com",
      "EMAIL_TEMPLATE": "rotate_2-b", "RECIPIENT_DOMAINS": "corp.example  Mail.Corp.example ",
      "SUPPORT_URL": "https://help.x.org",
      "ADVICE_URL": "https://x.org:8443/a?b=c&d=[e]%20#f",
      "COUNT_SKIPPED": "true",
    ])
    let remind = try #require(TagKey("remind"))
    #expect(
      configuration.policy
        == Policy(
          alertAfterDays: 100, overdueAfterDays: 150, audience: .tagged(remind),
          pathPrefix: "/",
          excludedUsers: ["svc-*", "root@example.com"].compactMap(NamePattern.init),
          excludeTag: TagKey("key-reminder:exempt"),
          addresses: AddressRule(tag: TagKey("E-Mail address"), domain: "corp.example"),
          recipientDomains: ["corp.example", "mail.corp.example"],
          countsSkipped: true))
    #expect(configuration.policy.excludedUsers.count == 2)
    #expect(
      configuration.rules
        == SendingRules(
          reportsDryRun: true, maxEmails: 7,
          admins: ["admins@example.com", "ciso@example.com"].compactMap(EmailAddress.init)))
    #expect(configuration.template == "rotate_2-b")
    #expect(configuration.supportPage?.description == "https://help.x.org")
    #expect(configuration.advicePage?.description == "https://x.org:8443/a?b=c&d=[e]%20#f")
    #expect(configuration.redirectTo?.description == "trial@example.com")
  }

  @Test func everyVariableAboutTheSenderIsRead() throws {
    let arn = "arn:aws:ses:us-west-2:210987654321:identity/example.com"
    let configuration = try Configuration(setting: [
      "SENDER_NAME": "Zoë", "SENDER_IDENTITY_ARN": arn, "SES_REGION": "us-west-2",
      "SUPPORT_EMAIL": "help@example.com ops@example.com", "FEEDBACK_EMAIL": "bounces@example.com",
      "CONFIGURATION_SET": "events_2-b",
    ])
    let addresses = ["keys@example.com", "help@example.com", "ops@example.com"]
      .compactMap(EmailAddress.init)
    #expect(
      configuration.sender
        == Sender(
          addresses[0], name: "Zoë", identity: ARN(arn), replyTo: Array(addresses.dropFirst()),
          feedback: EmailAddress("bounces@example.com"), configurationSet: "events_2-b"))
  }

  @Test(arguments: [
    ("EMAIL_TAG", "a,b", "name of a tag"), ("EXCLUDE_TAG", "<b>", "name of a tag"),
    ("INCLUDE_TAG", String(repeating: "x", count: 129), "128"),
    ("EMAIL_DOMAIN", "@corp.example", "a domain"), ("EMAIL_DOMAIN", "corp", "a domain"),
    ("RECIPIENT_DOMAINS", "corp.example,x.org", "spaces"), ("RECIPIENT_DOMAINS", " ", "domains"),
    ("RECIPIENT_DOMAINS", "x.org *.x.org", "wildcards"), ("RECIPIENT_DOMAINS", "@x.org", "@"),
    ("EXCLUDE_USERS", "ana;ben", "user names"), ("EXCLUDE_USERS", "ana ben?", "user names"),
    ("MAX_EMAILS", "0", "1 to 100000"), ("OVERDUE_AFTER_DAYS", "7301", "7300"),
    ("ADMIN_EMAIL", "a@x.org,b@x.org", "one valid"), ("REDIRECT_TO", "nobody", "one valid"),
    ("LOG_RECIPIENTS", "no", "true or false"), ("COUNT_SKIPPED", "1", "true or false"),
    ("ACCOUNT_NAME", "a\r\nBcc: b@x.org", "one line"), ("ACCOUNT_NAME", " production", "spaces"),
    ("ACCOUNT_NAME", String(repeating: "x", count: 65), "64 characters"),
    ("READ_ACCOUNT_ALIAS", "yes", "true or false"), ("READ_LAST_USE", "no", "true or false"),
    ("READ_SENDING_LIMITS", "0", "true or false"),
    ("EMAIL_TEMPLATE", "a b", "SES template"), ("EMAIL_TEMPLATE", "é", "SES template"),
  ])
  func aWrongVariableAboutOwnersIsNamed(variable: String, value: String, allowed: String) {
    #expect {
      try Configuration(setting: [variable: value])
    } throws: { error in
      let text = "\(error)"
      return text.contains(variable) && text.contains(value) && text.contains(allowed)
    }
  }

  /// `ACCOUNT_NAME`, `READ_ACCOUNT_ALIAS`, and where the name comes from.
  static let namings: [(name: String?, alias: String?, naming: AccountNaming)] = [
    (nil, nil, .none), ("", "false", .none), (nil, "true", .alias),
    ("R&D", nil, .fixed(.sample("R&D"))), ("R&D", "true", .fixed(.sample("R&D"))),
  ]

  @Test("a name that is given outranks the account's alias", arguments: namings)
  func naming(name: String?, alias: String?, naming: AccountNaming) throws {
    let configuration = try Configuration(setting: [
      "ACCOUNT_NAME": name, "READ_ACCOUNT_ALIAS": alias,
    ])
    #expect(configuration.naming == naming)
  }

  @Test("what is looked up besides", arguments: [(nil, true), ("true", true), ("false", false)])
  func lookups(value: String?, isRead: Bool) throws {
    let uses = try Configuration(setting: ["READ_LAST_USE": value])
    #expect(uses.policy.readsLastUse == isRead && uses.rules.readsLimits)
    let limits = try Configuration(setting: ["READ_SENDING_LIMITS": value])
    #expect(limits.rules.readsLimits == isRead && limits.policy.readsLastUse)
  }

  @Test func aTaggedAudienceNeedsATag() throws {
    #expect {
      try Configuration(setting: ["USERS": "tagged"])
    } throws: { "\($0)".contains("INCLUDE_TAG") && "\($0)".contains("USERS") }
    let configuration = try Configuration(setting: [:])
    let event = try Event(Array(#"{"users":"tagged"}"#.utf8))
    #expect {
      try RunSettings(configuration, event)
    } throws: { ($0 as? EventError)?.message.contains("INCLUDE_TAG") == true }
  }

  @Test("an overdue age that is not set follows the threshold, an event's too")
  func overdue() throws {
    let event = try Event(Array(#"{"alertAfterDays":30}"#.utf8))
    #expect(try RunSettings(Configuration(setting: [:]), event).policy.overdueAfterDays == 60)
    let chosen = try Configuration(setting: ["OVERDUE_AFTER_DAYS": "150"])
    #expect(try RunSettings(chosen, event).policy.overdueAfterDays == 150)
  }

  /// Both ages as they are set, and the threshold that the message must name.
  static let tooEarly: [(overdue: String, alert: String?, threshold: String)] = [
    ("99", nil, "100"), ("1", nil, "100"), ("29", "30", "30"), ("3649", "3650", "3650"),
  ]

  @Test("a key is never overdue before it is stale", arguments: tooEarly)
  func overdueBeforeStale(overdue: String, alert: String?, threshold: String) throws {
    let message = try Self.message(of: [
      "OVERDUE_AFTER_DAYS": overdue, "ALERT_AFTER_DAYS": alert,
    ])
    #expect(message.contains("OVERDUE_AFTER_DAYS is \"\(overdue)\""))
    #expect(message.contains("at least \(threshold)") && message.contains(" ALERT_AFTER_DAYS"))
  }

  @Test("both ages may be the same, and the overdue one any later", arguments: ["100", "7300"])
  func overdueFromTheFirstDay(overdue: String) throws {
    let configuration = try Configuration(setting: ["OVERDUE_AFTER_DAYS": overdue])
    #expect(configuration.policy.overdueAfterDays == Int(overdue))
  }

  @Test(
    "an empty variable counts as one that is not set",
    arguments: [
      "ALERT_AFTER_DAYS", "SEND_EVERY_DAYS", "SES_REGION", "SUPPORT_EMAIL", "SUPPORT_URL",
      "ADVICE_URL",
      "USERS", "PATH_PREFIX",
      "DRY_RUN", "MAX_CONCURRENCY", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "AWS_USE_FIPS_ENDPOINT",
      "AWS_USE_DUALSTACK_ENDPOINT", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_ENDPOINT_URL_IAM",
      "AWS_ENDPOINT_URL_SESV2",
    ])
  func empty(variable: String) throws {
    let configuration = try Configuration(setting: [variable: ""])
    #expect(configuration.policy.alertAfterDays == 100 && configuration.iam.scheme == "http")
  }

  @Test(
    "16: a required variable that is missing or empty is named",
    arguments: ["SENDER_EMAIL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    [nil, ""])
  func missing(variable: String, value: String?) throws {
    let message = try Self.message(of: [variable: value])
    #expect(message.contains(variable) && message.hasSuffix("."))
  }

  /// Variable, value, and a word of what is allowed.
  static let wrong: [(variable: String, value: String, allowed: String)] = [
    ("SENDER_EMAIL", "keys", "address"), ("SENDER_EMAIL", "a@x.org,b@x.org", "address"),
    ("SENDER_EMAIL", "Keys <a@x.org>", "address"), ("SENDER_EMAIL", " a@x.org", "address"),
    ("SENDER_EMAIL", "a@x.org\r\nBcc: b@x.org", "address"),
    ("SUPPORT_EMAIL", "a@x.org,b@x.org", "spaces"), ("SUPPORT_EMAIL", "a@localhost", "address"),
    ("SUPPORT_EMAIL", "a@x.org help", "address"), ("SUPPORT_EMAIL", " ", "address"),
    ("ADMIN_EMAIL", Array(repeating: "a@x.org", count: 51).joined(separator: " "), "50"),
    ("SENDER_NAME", "a\nb", "one line"), ("SENDER_NAME", "a\u{85}b", "one line"),
    ("SENDER_NAME", String(repeating: "é", count: 65), "64"),
    ("FEEDBACK_EMAIL", "bounces", "address"),
    ("SENDER_IDENTITY_ARN", "example.com", "eu-west-1"),
    ("SENDER_IDENTITY_ARN", "arn:aws:ses:us-east-1:123456789012:identity/x.org", "in eu-west-1"),
    ("SENDER_IDENTITY_ARN", "arn:aws:ses:eu-west-1:12345:identity/x.org", "ARN"),
    ("SENDER_IDENTITY_ARN", "arn:aws:ses:eu-west-1:123456789012:identity/", "ARN"),
    ("SENDER_IDENTITY_ARN", "arn:aws:ses:eu-west-1:123456789012:template/x", "ARN"),
    ("SENDER_IDENTITY_ARN", "arn:aws:sns:eu-west-1:123456789012:identity/x.org", "ARN"),
    ("CONFIGURATION_SET", "my set", "SES configuration set"), ("CONFIGURATION_SET", "é", "64"),
    ("CONFIGURATION_SET", String(repeating: "x", count: 65), "64"),
    ("SUPPORT_URL", "http://help.x.org", "https://"), ("SUPPORT_URL", "https://", "https://"),
    ("SUPPORT_URL", "https:///x", "https://"), ("SUPPORT_URL", "https://a@b.org", "https://"),
    ("SUPPORT_URL", "https://x.org/a b", "https://"), ("ADVICE_URL", "HTTPS://x.org", "https://"),
    ("ADVICE_URL", "https://x.org/<b>", "https://"), ("ADVICE_URL", "https://é.org", "https://"),
    ("ADVICE_URL", "https://x.org/" + String(repeating: "a", count: 987), "1000"),
    ("ALERT_AFTER_DAYS", "0", "1 to 3650"), ("ALERT_AFTER_DAYS", "3651", "1 to 3650"),
    ("ALERT_AFTER_DAYS", "+5", "1 to 3650"), ("ALERT_AFTER_DAYS", "-5", "1 to 3650"),
    ("ALERT_AFTER_DAYS", "9.5", "1 to 3650"), ("ALERT_AFTER_DAYS", "1e2", "1 to 3650"),
    ("ALERT_AFTER_DAYS", " 100", "1 to 3650"), ("ALERT_AFTER_DAYS", "١٠٠", "1 to 3650"),
    ("ALERT_AFTER_DAYS", "99999999999999999999", "1 to 3650"),
    ("SEND_EVERY_DAYS", "0", "1 to 365"), ("SEND_EVERY_DAYS", "366", "1 to 365"),
    ("MAX_CONCURRENCY", "0", "1 to 64"), ("MAX_CONCURRENCY", "65", "1 to 64"),
    ("USERS", "Console", "console or all"), ("USERS", "console ", "console or all"),
    ("PATH_PREFIX", "a/", "/…/"), ("PATH_PREFIX", "/a", "/…/"), ("PATH_PREFIX", "/a b/", "/…/"),
    ("PATH_PREFIX", "/é/", "/…/"),
    ("PATH_PREFIX", "/" + String(repeating: "a", count: 511) + "/", "512"),
    ("READ_SUPPRESSION", "yes", "true or false"), ("DRY_RUN", "TRUE", "true or false"),
    ("DRY_RUN", "1", "true or false"),
    ("AWS_REGION", "Frankfurt am Main", "region"), ("SES_REGION", "eu-west-1/", "region"),
    ("AWS_USE_FIPS_ENDPOINT", "yes", "true or false"),
    ("AWS_USE_DUALSTACK_ENDPOINT", "1", "true or false"),
    ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "on", "true or false"),
    ("AWS_ENDPOINT_URL", "http://example.com", "https"),
    ("AWS_ENDPOINT_URL_IAM", "http://10.0.0.1:80", "https"),
    ("AWS_ENDPOINT_URL_SESV2", "ftp://127.0.0.1", "https"),
    ("AWS_CA_BUNDLE", "/no/such/file", "file"), ("AWS_CA_BUNDLE", "/", "file"),
    ("AWS_CA_BUNDLE", "/dev/null", "file"),
  ]

  @Test(
    "16, 76, 79: the error of a wrong value names the variable and what is allowed",
    arguments: wrong)
  func wrongValue(variable: String, value: String, allowed: String) throws {
    let message = try Self.message(of: [variable: value])
    #expect(message.contains(variable) && message.contains(value) && message.contains(allowed))
    #expect(message.hasSuffix(".") && !message.hasSuffix(".."))
  }

  @Test func aRegionWithoutSESIsTold() throws {
    let real = ["AWS_ENDPOINT_URL": String?.none]
    let china = try Self.message(of: real.merging(["AWS_REGION": "cn-north-1"]) { $1 })
    #expect(china.contains("cn-north-1") && china.contains("AWS_ENDPOINT_URL_SESV2"))
  }

  @Test("97: no message holds a secret", arguments: wrong)
  func noSecrets(variable: String, value: String, allowed: String) throws {
    let message = try Self.message(of: [variable: value])
    #expect(!message.contains("secret-access-key") && !message.contains("session-token"))
  }

  @Test("97: a configuration that is printed shows no secret")
  func printed() throws {
    var text = ""
    dump(try Configuration(setting: ["HTTPS_PROXY": "http://svc:pass-word@proxy"]), to: &text)
    #expect(!text.contains("secret-access-key") && !text.contains("session-token"))
    #expect(!text.contains("pass-word"))
  }

  /// AWS's own site in each part of AWS, with the paths that it really has.
  static let guides = [
    ("eu-west-1", "https://docs.aws.amazon.com/IAM/"),
    ("us-gov-west-1", "https://docs.aws.amazon.com/IAM/"),
    ("cn-north-1", "https://docs.amazonaws.cn/en_us/IAM/"),
    ("eusc-de-east-1", "https://docs.aws.eu/IAM/"),
    ("us-iso-east-1", "https://docs.aws.amazon.com/IAM/"),
  ]

  @Test(arguments: guides)
  func guideOfThePartition(region: String, site: String) throws {
    let guides = try Configuration(setting: ["AWS_REGION": region]).partition.guides
    #expect(guides.rotation == site + "latest/UserGuide/id-credentials-access-keys-update.html")
    #expect(
      guides.alternatives == site + "latest/UserGuide/security-creds-programmatic-access.html")
    let login = site.dropLast(4) + "cli/latest/userguide/cli-configure-sign-in.html"
    #expect(guides.signIn == login)
  }

  private static func message(of variables: [String: String?]) throws -> String {
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration(setting: variables)
    }
    return error.description
  }
}
