// SPDX-License-Identifier: Apache-2.0
import AWSClient
public import CurlTransport
import Glibc
import Identifiers
import KeyReminder
import SES
import SigV4

/// The settings of the environment, read once and checked.
public struct Configuration: Sendable {
  let sender: Sender
  /// The page that helps the owners.
  let supportPage: WebPage?
  /// The organisation's own page about working without access keys.
  let advicePage: WebPage?
  let policy: Policy
  let rules: SendingRules
  /// The SES template that words the reminders; `nil` for our own words.
  let template: String?
  /// The tag that the audience `tagged` needs.
  let includeTag: TagKey?
  /// Who gets every mail of a trial run.
  let redirectTo: EmailAddress?
  let schedule: Schedule
  let maxConcurrency: Int
  let naming: AccountNaming
  let partition: Partition
  let iam: Endpoint
  let ses: Endpoint
  /// Which accounts are looked at besides the function's own; `nil` for none.
  let accounts: AccountSettings?
  /// Where runs are remembered; `nil` when they are not.
  let ledger: LedgerSettings?
  /// How the time between two reminders changes.
  let pace: Cadence.Pace
  let credentials: Credentials
  /// How requests reach AWS: the proxy and the trusted certificates.
  public let route: Route

  /// Reads the variables of the contract and the AWS SDKs' own; an empty one counts as not set.
  ///
  /// - Throws: ``ConfigurationError`` with the first variable that is wrong.
  public init(environment: [String: String]) throws(ConfigurationError) {
    let settings = Settings(environment)
    supportPage = try settings.optional("SUPPORT_URL", as: .webPage)
    advicePage = try settings.optional("ADVICE_URL", as: .webPage)
    includeTag = try settings.optional("INCLUDE_TAG", as: .tagKey)
    policy = try Self.policy(settings, includeTag)
    rules = SendingRules(
      dryRun: try settings.optional("DRY_RUN", as: .boolean) ?? false, reportsDryRun: true,
      maxEmails: try settings.optional("MAX_EMAILS", as: .whole(1...100_000)) ?? 1000,
      admins: try settings.optional("ADMIN_EMAIL", as: .addresses) ?? [],
      readsLimits: try settings.optional("READ_SENDING_LIMITS", as: .boolean) ?? true,
      readsSuppressions: try settings.optional("READ_SUPPRESSION", as: .boolean) ?? false,
      mailsAccounts: (try settings.optional("UNREACHABLE_TO", as: .unreachableTo) ?? .admins)
        == .account)
    template = try settings.optional("EMAIL_TEMPLATE", as: .templateName)
    redirectTo = try settings.optional("REDIRECT_TO", as: .address)
    // Only checked here: the logger, which reports a wrong variable, was made with it before.
    _ = try settings.optional("LOG_RECIPIENTS", as: .boolean) ?? true
    schedule = try Self.schedule(settings)
    maxConcurrency = try settings.optional("MAX_CONCURRENCY", as: .whole(1...64)) ?? 16
    naming = try Self.naming(settings)
    credentials = Credentials(
      accessKeyID: try settings.required("AWS_ACCESS_KEY_ID", as: .secret),
      secretAccessKey: try settings.required("AWS_SECRET_ACCESS_KEY", as: .secret),
      sessionToken: try settings.optional("AWS_SESSION_TOKEN", as: .secret))
    let endpoints = try Endpoints(settings)
    (partition, iam, ses) = (endpoints.partition, endpoints.iam, endpoints.ses)
    sender = try Sender(settings, in: ses.signingRegion)
    accounts = try AccountSettings(settings, endpoints)
    ledger = try LedgerSettings(settings, endpoints)
    pace = try Cadence.Pace(settings, ledger)
    let schemes = [
      iam.scheme, ses.scheme, ledger?.endpoint.scheme, accounts?.sts.scheme,
      accounts?.organizations.scheme,
    ]
    route = try Self.route(settings, isSecure: schemes.contains("https"))
  }

  private static func naming(_ settings: Settings) throws(ConfigurationError) -> AccountNaming {
    let name = try settings.optional("ACCOUNT_NAME", as: .accountName)
    let readsAlias = try settings.optional("READ_ACCOUNT_ALIAS", as: .boolean) ?? false
    return name.map { .fixed($0) } ?? (readsAlias ? .alias : .none)
  }

  private static func policy(
    _ settings: Settings, _ includeTag: TagKey?
  ) throws(ConfigurationError) -> Policy {
    let name = try settings.optional("USERS", as: .audience) ?? .console
    guard let audience = name.audience(tag: includeTag) else {
      throw ConfigurationError("INCLUDE_TAG", nil, "the name of a tag, since USERS is \"tagged\"")
    }
    let alertAfterDays = try settings.optional("ALERT_AFTER_DAYS", as: .alertAfterDays) ?? 100
    return Policy(
      alertAfterDays: alertAfterDays,
      overdueAfterDays: try overdueAfterDays(settings, from: alertAfterDays),
      audience: audience,
      pathPrefix: try settings.optional("PATH_PREFIX", as: .pathPrefix) ?? "/",
      excludedUsers: try settings.optional("EXCLUDE_USERS", as: .namePatterns) ?? [],
      excludeTag: try settings.optional("EXCLUDE_TAG", as: .tagKey),
      addresses: AddressRule(
        tag: try settings.optional("EMAIL_TAG", as: .tagKey),
        domain: try settings.optional("EMAIL_DOMAIN", as: .domain)),
      recipientDomains: try settings.optional("RECIPIENT_DOMAINS", as: .domains) ?? [],
      readsLastUse: try settings.optional("READ_LAST_USE", as: .boolean) ?? true,
      countsSkipped: try settings.optional("COUNT_SKIPPED", as: .boolean) ?? false)
  }

  private static func schedule(_ settings: Settings) throws(ConfigurationError) -> Schedule {
    let days = try settings.optional("SEND_EVERY_DAYS", as: .whole(1...365)) ?? 3
    let utcOffset = try settings.optional("TIMEZONE", as: .utcOffset)
    let weekdays = try settings.optional("SEND_ON", as: .weekdays)
    return weekdays.map { .weekdays($0, utcOffset: utcOffset ?? .zero) } ?? .everyDays(days)
  }

  private static func overdueAfterDays(
    _ settings: Settings, from alertAfterDays: Int
  ) throws(ConfigurationError) -> Int? {
    let days = try settings.optional("OVERDUE_AFTER_DAYS", as: .whole(1...7300))
    guard let days, days < alertAfterDays else { return days }
    throw ConfigurationError(
      "OVERDUE_AFTER_DAYS", "\(days)",
      "at least \(alertAfterDays), the days of ALERT_AFTER_DAYS: a key is overdue after it is stale"
    )
  }

  /// Where a system keeps the certificates it trusts: Amazon Linux and Fedora, Debian and Ubuntu,
  /// SUSE, Alpine.
  private static let certificateBundles = [
    "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// The proxy between the function and AWS. If several variables are set, the first counts, in
  /// curl's own order.
  private static func proxy(_ settings: Settings) throws(ConfigurationError) -> Proxy? {
    func named(_ variables: String...) -> String? { variables.first { settings[$0] != nil } }
    let exceptions = try named("no_proxy", "NO_PROXY").flatMap { name throws(ConfigurationError) in
      try settings.optional(name, as: .proxyExceptions)
    }
    let variable = named("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    return try variable.flatMap { name throws(ConfigurationError) in
      try settings.optional(name, as: .proxy(exceptions: exceptions ?? .none))
    }
  }

  private static func route(
    _ settings: Settings, isSecure: Bool
  ) throws(ConfigurationError) -> Route {
    let proxy = try proxy(settings)
    if let bundle = settings["AWS_CA_BUNDLE"] {
      try checkCertificates(in: bundle)
      return Route(proxy: proxy, trustedCertificates: bundle)
    }
    let found = certificateBundles.first { isReadable($0) }
    guard found != nil || !isSecure else {
      throw ConfigurationError("AWS_CA_BUNDLE", nil, "set, for this system has no CA certificates")
    }
    return Route(proxy: proxy, trustedCertificates: found)
  }
}

/// Only the operator's own file is checked. To check the system's would slow each start down, and
/// nobody writes it by hand.
private func checkCertificates(in bundle: String) throws(ConfigurationError) {
  do throws(CertificateFile.Fault) {
    guard isRegularFile(bundle) else { throw .unreadable }
    try CertificateFile.check(bundle)
  } catch {
    throw ConfigurationError("AWS_CA_BUNDLE", bundle, error.allowed)
  }
}

extension CertificateFile.Fault {
  /// What the file must be, as the end of a sentence.
  fileprivate var allowed: String {
    switch self {
    case .unreadable: "a file that can be read and that holds certificates"
    case .empty: "a PEM file that holds at least one certificate"
    case .broken(let line):
      "a PEM file that can be read to its end, and the block in line \(line) cannot be read"
    }
  }
}

private func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

private func isRegularFile(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}
