// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

extension ReminderEmail {
  /// What happens next, whom to ask, and why the mail was sent.
  var smallPrint: [RichText] {
    [nextReminder] + moreTime + questions + [
      """
      Nobody needs your secret access key: never send it to anyone, not even in an answer to \
      this mail.
      """,
      """
      This mail was sent automatically by KeyReminder \(context.version). You get it because \
      \(reasons) in \(context.account.text).
      """,
    ]
  }

  /// When the next reminder comes.
  var next: NextRun { reminder.details.next ?? context.nextRun }

  private var nextReminder: RichText {
    let keys = summary.keyCount == 1 ? "the key is" : "the keys are"
    let sooner = next.inDays > context.nextRun.inDays ? ", or sooner if another key is due" : ""
    return """
      Nothing happens by itself: nobody deactivates or deletes a key for you. The next reminder \
      comes \(context.clause(of: next))\(sooner); reminders stop once \(keys) deactivated or deleted.
      """
  }

  private var questions: [RichText] {
    switch (context.support, context.supportPage) {
    case (let email?, let page?):
      [
        "Questions? See the \(link: "support page", to: page), answer this mail or write to \(email)."
      ]
    case (let email?, nil): ["Questions? Answer this mail or write to \(email)."]
    case (nil, let page?): ["Questions? See the \(link: "support page", to: page)."]
    case (nil, nil): []
    }
  }
}
