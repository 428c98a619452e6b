// SPDX-License-Identifier: Apache-2.0
import EmailDocument

// Ways to do without an access key. Nobody knows what uses a key: its last use names the service
// that was called, not the caller. So each way says for whom it is, and the reader chooses.

extension ReminderEmail {
  /// The ways that may fit the owners, with the pages that say more; nothing if no key is to be
  /// replaced.
  var alternativesList: [EmailDocument.Block] {
    let items = alternatives
    guard !items.isEmpty else { return [] }
    return [
      .list(
        title: "Better: do without a key", items,
        rest: "More: \(RichText.joined(pages, by: ", "))")
    ]
  }

  var alternatives: [EmailDocument.Item] {
    let replaced = summary.sections.filter(\.replaces).flatMap(\.keys)
    guard !replaced.isEmpty else { return [] }
    return [Self.nothing] + (replaced.contains(where: \.isConsoleUser) ? [signIn] : [])
      + (replaced.contains { !$0.isConsoleUser } ? Self.roles : [])
  }

  private var pages: [RichText] {
    let ours: RichText? = context.advicePage.map { "\(link: "how it is done here", to: $0)" }
    let guide: RichText = "\(link: "alternatives to access keys", to: context.guides.alternatives)"
    return [ours, guide].compactMap(\.self)
  }

  private static let nothing = EmailDocument.Item(
    name: "No longer needed", detail: "deactivate it, delete it after a few quiet weeks")

  /// For people.
  private var signIn: EmailDocument.Item {
    let login: RichText = "\(link: "aws login", to: context.guides.signIn)"
    return EmailDocument.Item(
      name: "On your computer", detail: "\(login) (AWS CLI 2.32 or newer) or IAM Identity Center")
  }

  /// For programs.
  private static let roles = [
    EmailDocument.Item(name: "On AWS", detail: "an IAM role"),
    EmailDocument.Item(name: "In a pipeline", detail: "OpenID Connect (OIDC)"),
    EmailDocument.Item(name: "On a server elsewhere", detail: "IAM Roles Anywhere"),
  ]
}
