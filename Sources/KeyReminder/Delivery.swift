// SPDX-License-Identifier: Apache-2.0

/// The writing half of a run: one mail to each owner, side by side, and never a second.
struct Delivery<Outlet: Mailer> {
  let mailer: Outlet
  let letterhead: Letterhead
  let dryRun: Bool
  /// Mails in flight at most, 1 or more.
  let width: Int
  let observe: @Sendable (Failure) -> Void

  /// Sends the reminders.
  ///
  /// When the service refuses mails altogether no further one is tried: the rest fail for the
  /// reason it gave.
  ///
  /// - Returns: what became of each, in the owners' order.
  func run(_ owners: [Owner]) async -> [Dispatch] {
    await withTaskGroup(of: Dispatch.self) { group in
      var waiting = owners[...]
      var done: [Dispatch] = []
      var blockade: Reason?
      var inFlight = 0
      while true {
        while inFlight < width, let owner = waiting.popFirst() {
          group.addTask { [blockade] in await remind(owner, despite: blockade) }
          inFlight += 1
        }
        guard let dispatch = await group.next() else { break }
        inFlight -= 1
        blockade = blockade ?? dispatch.blockade
        if let failure = dispatch.failure { observe(failure) }
        done.append(dispatch)
      }
      return done.sorted { $0.owner.entry.place < $1.owner.entry.place }
    }
  }

  private func remind(_ owner: Owner, despite blockade: Reason?) async -> Dispatch {
    guard let address = EmailAddress(owner.userName) else {
      return Dispatch(owner, failedAt: .address, .noAddress(owner.userName))
    }
    if dryRun { return Dispatch(owner, to: address, .dryRun) }
    if let blockade {
      return Dispatch(owner, to: address, failedAt: .sendEmail, .notTried(blockade))
    }
    let user = ReminderOwner(userName: owner.userName, addressSource: .userName, keys: owner.keys)
    let reminder = Reminder(recipient: address, owners: [user])
    do throws(MailerError) {
      let id = try await mailer.send(letterhead.mail(for: reminder))
      return Dispatch(owner, to: address, .sent, messageID: id)
    } catch {
      return Dispatch(owner, to: address, error)
    }
  }
}

/// What became of one owner's reminder.
struct Dispatch: Sendable {
  let owner: Owner
  let notification: Notification
  var failure: Failure?
  /// Why no other mail will be accepted either.
  var blockade: Reason?

  init(
    _ owner: Owner, to address: EmailAddress?, _ outcome: Notification.Outcome,
    messageID: String? = nil
  ) {
    self.owner = owner
    notification = Notification(
      userName: owner.userName, to: address?.value,
      keys: owner.keys.map { Notification.Key(id: $0.id, ageDays: $0.ageDays) },
      outcome: outcome, messageId: messageID)
  }

  init(
    _ owner: Owner, to address: EmailAddress? = nil, failedAt stage: Failure.Stage,
    _ reason: Reason, outcome: Notification.Outcome = .failed
  ) {
    self.init(owner, to: address, outcome)
    failure = Failure(userName: owner.userName, stage: stage, reason: reason)
  }

  init(_ owner: Owner, to address: EmailAddress, _ error: MailerError) {
    switch error {
    case .rejected(let reason):
      self.init(owner, to: address, failedAt: .sendEmail, reason)
    case .blocked(let reason):
      self.init(owner, to: address, failedAt: .sendEmail, reason)
      blockade = reason
    case .unknown(let reason):
      self.init(owner, to: address, failedAt: .sendEmail, reason, outcome: .unknown)
    case .outOfTime:
      self.init(owner, to: address, failedAt: .deadline, .outOfTime("The mail was not sent"))
    }
  }
}

extension Reason {
  static func notTried(_ blockade: Reason) -> Reason {
    Reason(
      code: blockade.code, message: "Not tried after another mail had failed: \(blockade.message)")
  }

  static func noAddress(_ userName: String) -> Reason {
    Reason(
      code: "NoAddress",
      message:
        "The user name \"\(userName)\" is not one valid e-mail address, so nobody was mailed."
    )
  }
}
