// SPDX-License-Identifier: Apache-2.0
internal import UTC

/// The writing half of a run: one mail to each address, side by side, and never a second.
struct Delivery<Outlet: Mailer> {
  let mailer: Outlet
  let letterhead: Letterhead
  let composer: Composer
  let mailing: Mailing
  /// Mails in flight at most, 1 or more.
  let width: Int
  let observe: @Sendable (Notice) -> Void

  /// Sends the reminders.
  ///
  /// When the service refuses mails altogether no further one is tried: the rest fail for the
  /// reason it gave.
  func run(_ post: Post) async -> Dispatches {
    var plan = DeliveryPlan(post, dispatches: Dispatches(at: letterhead.now, observe: observe))
    if mailing.dryRun {
      plan.giveUp(.dryRun)
    } else if post.parcels.count > mailing.maxEmails {
      plan.giveUp(.failed)
    }
    await plan.carryOut(width: width) { parcel in
      let message = composer.reminder(parcel.reminder)
      do throws(MailerError) {
        return (parcel, .success(try await mailer.send(message)))
      } catch {
        return (parcel, .failure(error))
      }
    }
    return plan.dispatches.settled()
  }
}

private struct DeliveryPlan: Plan {
  private var waiting: ArraySlice<Parcel>
  private var blockade: Reason?
  /// What mails were refused with until the time was over: those behind them were not begun.
  private var delay: Reason?
  private(set) var dispatches: Dispatches

  init(_ post: Post, dispatches: Dispatches) {
    waiting = post.parcels[...]
    self.dispatches = dispatches
    for (owner, stage, reason) in post.unreachable {
      self.dispatches.note(owner, failedAt: stage, reason)
    }
  }

  /// Ends without sending anything.
  mutating func giveUp(_ outcome: Notification.Outcome) {
    while let parcel = waiting.popFirst() { dispatches.note(parcel, outcome) }
  }

  mutating func next() -> Parcel? {
    guard let blockade else { return waiting.popFirst() }
    while let parcel = waiting.popFirst() {
      dispatches.note(parcel, .failed, .sendEmail, .notTried(blockade))
    }
    return nil
  }

  mutating func take(_ answer: (parcel: Parcel, id: Result<String?, MailerError>)) {
    let parcel = answer.parcel
    switch answer.id {
    case .success(let id): dispatches.note(parcel, .sent, messageID: id)
    case .failure(.rejected(let reason)): dispatches.note(parcel, .failed, .sendEmail, reason)
    case .failure(.blocked(let reason)):
      blockade = blockade ?? reason
      dispatches.note(parcel, .failed, .sendEmail, reason)
    case .failure(.unknown(let reason)): dispatches.note(parcel, .unknown, .sendEmail, reason)
    case .failure(.outOfTime(let cause)):
      delay = delay ?? cause
      dispatches.note(
        parcel, .failed, .deadline, .outOfTime("The mail was not sent", after: delay))
    }
  }
}

/// What became of the reminders.
struct Dispatches: Sendable {
  private(set) var emails = Report.Emails()
  private(set) var notifications: [(place: Int, notification: Notification)] = []
  private(set) var failures: [(place: Int, failure: Failure)] = []
  private let now: Timestamp
  private let observe: @Sendable (Notice) -> Void

  init(at now: Timestamp, observe: @escaping @Sendable (Notice) -> Void) {
    self.now = now
    self.observe = observe
  }

  /// The dispatches in the directory's order, when no more will come.
  func settled() -> Dispatches {
    var settled = self
    settled.notifications.sort { $0.place < $1.place }
    settled.failures.sort { $0.place < $1.place }
    return settled
  }

  mutating func note(_ owner: Owner, failedAt stage: Failure.Stage, _ reason: Reason) {
    emails.count(.failed)
    note(owner, to: nil, .failed, id: nil)
    fail(owner, stage, reason)
  }

  mutating func note(
    _ parcel: Parcel, _ outcome: Notification.Outcome, messageID: String? = nil
  ) {
    emails.count(outcome)
    for owner in parcel.owners {
      note(owner, to: parcel.reminder.recipient, outcome, id: messageID)
    }
  }

  mutating func note(
    _ parcel: Parcel, _ outcome: Notification.Outcome, _ stage: Failure.Stage, _ reason: Reason
  ) {
    note(parcel, outcome)
    for owner in parcel.owners { fail(owner, stage, reason) }
  }

  private mutating func note(
    _ owner: Owner, to address: EmailAddress?, _ outcome: Notification.Outcome, id: String?
  ) {
    let notification = Notification(
      userName: owner.userName, to: address?.value,
      keys: owner.keys.map { Notification.Key($0, beside: owner.otherKeys, at: now) },
      outcome: outcome, messageId: id)
    notifications.append((owner.entry.place, notification))
  }

  private mutating func fail(_ owner: Owner, _ stage: Failure.Stage, _ reason: Reason) {
    let failure = Failure(userName: owner.userName, stage: stage, reason: reason)
    failures.append((owner.entry.place, failure))
    observe(.failure(failure))
  }
}

extension Reason {
  static func notTried(_ blockade: Reason) -> Reason {
    Reason(
      code: blockade.code, message: "Not tried after another mail had failed: \(blockade.message)")
  }
}
