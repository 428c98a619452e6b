// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import HTTP
public import Identifiers
public import KeyReminder
public import UTC

/// What all e-mails of a run have in common.
public struct MessageContext: Sendable {
  /// The account of the keys, twelve digits; `nil` if unknown.
  public private(set) var accountID: String?
  /// Over how many accounts a mail is, if over several.
  private(set) var accountCount: Int?
  /// What people call the account; `nil` if unknown.
  public private(set) var accountName: AccountName?
  /// What people call the accounts, where several are looked at; `nil` where only one is.
  public private(set) var accountNames: [AccountID: AccountName]?
  /// The age in whole days from which a key is stale.
  public let alertAfterDays: Int
  /// The age in whole days from which a key is overdue.
  public let overdueAfterDays: Int
  /// When the next mails are sent.
  public let nextRun: NextRun
  /// Whom to ask; also the `Reply-To` of the mail. Empty for nobody.
  public let supportEmails: [EmailAddress]
  /// The page where owners find help.
  public let supportPage: WebPage?
  /// The organisation's own page on how to do without access keys.
  public let advicePage: WebPage?
  /// AWS's own pages.
  public let guides: Guides
  /// The host of the AWS console: `console.aws.amazon.com`; `nil` if unknown.
  public let consoleHost: String?
  /// The tag that exempts a user up to and on a day, if there is one.
  public let exemptionTag: TagKey?
  /// The day of the run.
  public let today: Day
  /// Who gets all mails of a trial run instead of their recipients; `nil` in a normal run.
  public let redirectedTo: EmailAddress?
  /// The version of the program.
  public let version: String

  /// Creates a context.
  public init(
    accountID: String?, alertAfterDays: Int, overdueAfterDays: Int, nextRun: NextRun,
    supportEmails: [EmailAddress], supportPage: WebPage? = nil, advicePage: WebPage? = nil,
    guides: Guides, consoleHost: String?, exemptionTag: TagKey?, today: Day,
    redirectedTo: EmailAddress? = nil,
    version: String
  ) {
    self.accountID = accountID
    self.alertAfterDays = alertAfterDays
    self.overdueAfterDays = overdueAfterDays
    self.nextRun = nextRun
    self.supportEmails = supportEmails
    self.supportPage = supportPage
    self.advicePage = advicePage
    self.guides = guides
    self.consoleHost = consoleHost
    self.exemptionTag = exemptionTag
    self.today = today
    self.redirectedTo = redirectedTo
    self.version = version
  }

  /// The same for accounts of these names.
  public func naming(_ names: AccountNames) -> MessageContext {
    var context = self
    switch names {
    case .one(let name): context.accountName = name
    case .several(let names): context.accountNames = names
    }
    return context
  }
}

extension MessageContext {
  /// The same for a mail about these accounts, where several are looked at.
  func about(_ accounts: [AccountID?]) -> MessageContext {
    guard let accountNames else { return self }
    var context = self
    if accounts.count == 1, let account = accounts.first {
      context.accountID = account?.description
      context.accountName = account.flatMap { accountNames[$0] }
      return context
    }
    return spanning(accounts.count)
  }

  /// The same for a mail about so many accounts.
  func spanning(_ count: Int) -> MessageContext {
    var context = self
    (context.accountID, context.accountName) = (nil, nil)
    context.accountCount = count
    return context
  }
}

extension MessageContext {
  /// When the next mails are sent: `tomorrow, on Sunday 2026-05-31`, `in 3 days, on …`.
  var nextRunClause: RichText { clause(of: nextRun) }

  /// When a run takes place, in the same form.
  func clause(of nextRun: NextRun) -> RichText {
    let distance = nextRun.inDays == 1 ? "tomorrow" : "in \(days(nextRun.inDays))"
    return "\(strong: distance), on \(nextRun.day.weekday.name) \(nextRun.day)"
  }

  /// The console's page with a user's keys; `nil` if the console's host is unknown.
  func consolePage(of userName: String) -> String? {
    consoleHost.map {
      "https://\($0)/iam/home#/users/details/\(PercentEncoding.component.encoded(userName))"
        + "?section=security_credentials"
    }
  }

  /// Whom to ask, as it follows "write to"; `nil` for nobody.
  var support: RichText? {
    supportEmails.isEmpty ? nil : .enumeration(of: supportEmails, by: "or")
  }

  /// How long the admins are offered to exempt an owner who asks for more time.
  static let moreDays = 30

  /// The command that exempts a user for ``moreDays``.
  func exemption(of userName: String) -> Command? {
    exemptionTag.flatMap {
      let until = Day(today.start + .seconds(Self.moreDays * 86_400))
      return Command(exempting: userName, until: until, by: $0.description)
    }
  }

  /// What stands before the subject of a redirected mail.
  func subjectPrefix(for recipients: [EmailAddress]) -> String {
    redirectedTo == nil ? "" : "[for \(recipients.map(\.description).joined(separator: ", "))] "
  }

  /// What stands above the content of a redirected mail.
  func redirectionNote(for recipients: [EmailAddress]) -> [EmailDocument.Block] {
    guard redirectedTo != nil else { return [] }
    return [
      .note(
        """
        \(strong: "Trial run.") This mail is for \(RichText.enumeration(of: recipients, by: "and")). \
        You got it instead, since all mails are redirected to you (\(code: "REDIRECT_TO")).
        """)
    ]
  }
}

extension MessageContext {
  /// `AWS account production (123456789012)`, or without what is unknown.
  var account: RichText {
    if let accountCount { return "\(strong: "\(accountCount) AWS accounts")" }
    return accountLabel.map { "AWS account \($0)" } ?? "this AWS account"
  }

  /// `production (123456789012)`, or without what is unknown; `nil` if both are.
  var accountLabel: RichText? {
    switch (accountName?.description, accountID) {
    case (let name?, let id?): "\(strong: name) (\(id))"
    case (let label?, nil), (nil, let label?): "\(strong: label)"
    case (nil, nil): nil
    }
  }

  /// `account production, 123456789012`, or without what is unknown. A subject is ASCII, so a name
  /// with other characters is left out.
  var accountInSubject: String? {
    let name = accountName.map(\.description).flatMap { $0.printableASCII == $0 ? $0 : nil }
    let labels = [name, accountID].compactMap(\.self)
    return labels.isEmpty ? nil : "account \(labels.joined(separator: ", "))"
  }

  /// Whom to ask, as it follows "ask".
  var helper: RichText {
    if let support { return support }
    if let supportPage { return "the \(link: "support page", to: supportPage)" }
    return accountCount == nil
      ? "those who look after this account" : "those who look after these accounts"
  }
}
