// SPDX-License-Identifier: Apache-2.0

// What the admin report says.

extension Letterhead {
  /// Writes the mail about a run; in a redirected run it goes where all mails go.
  func mail(for report: AdminReport, to admin: EmailAddress) -> Mail {
    Letter(
      subject: "Access keys in account \(accountID)", preview: "", heading: "Access keys",
      blocks: []
    )
    .mail(to: redirectedTo ?? admin)
  }
}
