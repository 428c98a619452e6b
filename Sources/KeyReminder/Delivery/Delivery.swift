// SPDX-License-Identifier: Apache-2.0

/// Sends the reminders of a run concurrently: one mail to each address, and never a second.
struct Delivery {
  let mailer: any Mailer
  let composer: Composer
  let rules: SendingRules
  /// From which age in whole days on a key is overdue.
  let overdueAfterDays: Int
  /// The most mails in flight; 1 or more.
  let maxConcurrency: Int
  let ledger: LedgerUse?
  let observe: @Sendable (RunEvent) -> Void

  /// Sends the reminders that are due.
  ///
  /// Once the service refuses all mails, no further one is tried. The rest fail for the same
  /// reason.
  func run(_ plan: DeliveryPlan) async -> DeliveryResults {
    var work = DeliveryWork(plan.due, ledger?.cadence, observe: observe)
    for reminder in plan.held { work.hold(reminder.group, reminder.standing) }
    if rules.dryRun {
      work.giveUp(.dryRun)
    } else if plan.due.count > rules.maxEmails {
      work.giveUp(.failed)
    }
    await work.perform(atMost: maxConcurrency) { index in
      (index, await remind(plan.due[index]))
    }
    return work.results
  }

  /// Reminds one recipient; with a ledger as the attempt says.
  private func remind(_ reminder: DueReminder) async -> AttemptResult {
    guard let ledger = ledger?.ledger, let attempt = reminder.attempt else {
      return .sent(await send(reminder), notRecorded: nil)
    }
    return await ledger.perform(attempt) { await send(reminder) }
  }

  private func send(_ reminder: DueReminder) async -> Result<String?, MailerError> {
    let message = composer.reminder(reminder)
    let urgency = reminder.group.urgency(overdueAfterDays: overdueAfterDays)
    do throws(MailerError) {
      return .success(try await mailer.send(message, as: .reminder, urgency: urgency))
    } catch {
      return .failure(error)
    }
  }
}

extension Composer {
  /// The mail of a reminder that is due.
  func reminder(_ due: DueReminder) -> Message {
    reminder(due.group, due.details)
  }
}
