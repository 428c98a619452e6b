// SPDX-License-Identifier: Apache-2.0
public import Identifiers
public import KeyReminder

// FailureMessages: a code for machines and a sentence for people for each failure, warning and reason to
// skip a user that the domain knows. A sentence says what happened, to whom, and what to do next: this is
// the one place that advises, and the one that knows AWS's names of what the domain asks for.

extension Failure {
  /// One word for machines: the service's error code, or ours.
  public var code: String { cause.code }

  /// A sentence for people.
  public var message: String { cause.message(about: user?.name) }
}

extension Failure.Cause {
  /// One word for machines: the service's error code, or ours.
  public var code: String {
    switch self {
    case .service(let failure), .notTried(let failure), .deniedForSomeKeys(let failure):
      failure.code
    case .outOfTime(_, let failure): failure?.code ?? "OutOfTime"
    case .noUserList: "NoSuchEntity"
    case .unreadableAge: "UnreadableCreateDate"
    case .sharedKey: "SharedKey"
    case .noAddress: "NoAddress"
    case .invalidAddress: "InvalidAddress"
    case .tooManyEmails: "TooManyEmails"
    }
  }

  /// A sentence for people.
  ///
  /// - Parameter user: the user concerned, if it is one alone.
  public func message(about user: UserName?) -> String {
    switch self {
    case .service(let failure): failure.message
    case .notTried(let failure): "Not tried after another mail had failed: \(failure.message)"
    case .outOfTime(let step, let failure?): "\(step.unfinished): \(failure.message)"
    case .outOfTime(let step, nil):
      "\(step.unfinished): the invocation's time was over. Give the function a longer timeout."
    case .noUserList: "The directory says that there is no list of users."
    case .unreadableAge(let key):
      "The creation date of access key \(key.redacted) is missing, unreadable or in the future: nobody"
        + " knows its age. Look at the key in the IAM console."
    case .sharedKey(let key):
      "IAM named more than one user as the owner of access key \(key.redacted): none of them was mailed"
        + " about it."
    case .noAddress(let rule): Self.noAddress(user, rule)
    case .invalidAddress(let value, let tag):
      "The tag \(tag)\(user.map { " of user \($0)" } ?? "") is \"\(value.withCodePoints)\", which is not"
        + " one valid e-mail address, so nobody was mailed. Correct the tag."
    case .tooManyEmails(let due, let limit):
      "\(due) mails are due, and MAX_EMAILS allows \(limit): nobody was mailed. See with a dry run who"
        + " would be, then change the settings or raise MAX_EMAILS."
    case .deniedForSomeKeys(let failure):
      "Asking about single keys was denied (\(failure.code)): perhaps a policy allows it for some users only."
    }
  }

  private static func noAddress(_ user: UserName?, _ rule: AddressRule) -> String {
    let tag = rule.tag.map { "There is no tag \($0), and the" } ?? "The"
    let name = user.map { " \"\($0.description.withCodePoints)\"" } ?? ""
    let domain = rule.domain.map { ", with @\($0) or without" } ?? ""
    return "\(tag) user name\(name) is not one valid e-mail address\(domain), so nobody was mailed."
  }
}

extension Failure.Step {
  /// What was not done, as the beginning of a sentence.
  fileprivate var unfinished: String {
    switch self {
    case .listUsers: "The list of users was not read to its end"
    case .listAccessKeys: "The keys were not read"
    case .listUserTags: "The tags were not read"
    case .lastUse: "Not all was asked"
    case .rootKeys, .sendingLimits: "It was not asked"
    case .sendEmail: "The mail was not sent"
    case .adminReport: "The report to the admins was not sent"
    }
  }
}
