// SPDX-License-Identifier: Apache-2.0
import EmailDocument
public import KeyReminder

/// What all e-mails of a run have in common.
public typealias MessageContext = Letterhead

extension MessageContext {
  /// When the next run is: `tomorrow`, `in 3 days`.
  var nextRun: String {
    sendEveryDays == 1 ? "tomorrow" : "in \(days(sendEveryDays))"
  }

  /// The console's page with a user's keys; `nil` if the console's host is unknown.
  func consolePage(of userName: String) -> String? {
    consoleHost.map {
      "https://\($0)/iam/home#/users/details/\(userName.percentEncoded())"
        + "?section=security_credentials"
    }
  }

  /// What stands before the subject of a redirected mail.
  func subjectPrefix(for recipient: EmailAddress) -> String {
    redirectedTo == nil ? "" : "[for \(recipient)] "
  }

  /// What stands above the content of a redirected mail.
  func redirectionNote(for recipient: EmailAddress) -> [EmailDocument.Block] {
    guard redirectedTo != nil else { return [] }
    return [
      .note(
        """
        \(strong: "Trial run.") This mail is for \(recipient). You got it instead, since all mails \
        are redirected to you (\(code: "REDIRECT_TO")).
        """)
    ]
  }
}
