// SPDX-License-Identifier: Apache-2.0
import UTC

/// Which reminder is next, and what became of each.
struct DeliveryWork: ConcurrentWork {
  private(set) var results = DeliveryResults()
  private let due: [DueReminder]
  /// The indices of those that were not begun.
  private var waiting: Range<Int>
  /// How reminders follow one another; `nil` without a ledger.
  private let cadence: Cadence?
  private var blockade: ServiceFailure?
  /// The refusal that lasted until the deadline. It is why the mails after it were not begun.
  private var delay: ServiceFailure?
  private let observe: @Sendable (RunEvent) -> Void

  init(
    _ due: [DueReminder], _ cadence: Cadence?, observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.due = due
    waiting = due.indices
    self.cadence = cadence
    self.observe = observe
  }

  /// Ends without sending anything.
  mutating func giveUp(_ outcome: DeliveryOutcome) {
    while let index = waiting.popFirst() {
      let reminder = due[index]
      guard outcome == .dryRun else { record(reminder.group, outcome); continue }
      record(reminder.group, outcome, days: reminder.days, histories: reminder.histories)
    }
  }

  /// Notes a reminder that the ledger holds back.
  mutating func hold(_ group: RecipientGroup, _ standing: Standing) {
    switch standing {
    case .unreadable(let reason):
      record(group, .failed, .ledger, .unreadableLedgerItem(reason: reason))
    case .alreadyReminded, .due: record(group, .alreadyReminded, days: days(standing))
    case .alreadyTried: record(group, .alreadyTried, days: days(standing))
    }
  }

  /// The index of a reminder: its job is small, however long its mail.
  mutating func next() -> Int? {
    guard let blockade else { return waiting.popFirst() }
    while let index = waiting.popFirst() {
      record(due[index].group, .failed, .sendEmail, .notTried(after: blockade))
    }
    return nil
  }

  mutating func record(_ outcome: (index: Int, result: AttemptResult)) {
    let group = due[outcome.index].group
    switch outcome.result {
    case .held(let standing): hold(group, standing)
    case .notClaimed(let failure): recordUnclaimed(group, failure)
    case .sent(let mail, let fault):
      record(due[outcome.index], mail)
      if let fault, let owner = group.owners.first?.owner {
        warn(.outcomeNotRecorded(fault, of: owner.user))
      }
      if fault == nil, case .success = mail, let id = due[outcome.index].id {
        results.recorded.insert(id)
      }
    }
  }

  private mutating func record(
    _ reminder: DueReminder, _ mail: Result<String?, MailerError>
  ) {
    let (group, histories) = (reminder.group, reminder.histories)
    switch mail {
    case .success(let id):
      record(group, .sent, messageID: id, days: reminder.days, histories: histories)
    case .failure(.rejected(let failure)): record(group, .failed, .sendEmail, .service(failure))
    case .failure(.blocked(let failure)):
      blockade = blockade ?? failure
      record(group, .failed, .sendEmail, .service(failure))
    case .failure(.unknown(let failure)):
      record(group, .unknown, .sendEmail, .service(failure), histories: histories)
    case .failure(.outOfTime(let cause)):
      delay = delay ?? cause
      record(group, .failed, .deadline, .outOfTime(.sendEmail, after: delay))
    }
  }

  private mutating func recordUnclaimed(_ group: RecipientGroup, _ failure: ServiceFailure) {
    switch failure.problem {
    case .deadlineExceeded:
      record(group, .failed, .deadline, .outOfTime(.claimReminder, after: nil))
    default: record(group, .failed, .ledger, .service(failure))
    }
  }

  private func days(_ standing: Standing) -> ReminderDays? { cadence.flatMap(standing.days) }

  private mutating func warn(_ warning: Warning) {
    results.warnings.append(warning)
    observe(.warning(warning))
  }

  private mutating func record(
    _ group: RecipientGroup, _ outcome: DeliveryOutcome, messageID: String? = nil,
    days: ReminderDays? = nil, histories: [LedgerKey: KeyHistory] = [:]
  ) {
    add(
      DeliveryResult(
        group: group, outcome: outcome, messageID: messageID, failure: nil, days: days,
        histories: histories))
  }

  private mutating func record(
    _ group: RecipientGroup, _ outcome: DeliveryOutcome, _ stage: Failure.Stage,
    _ cause: Failure.Cause, histories: [LedgerKey: KeyHistory] = [:]
  ) {
    let failure = DeliveryFailure(stage: stage, cause: cause)
    add(
      DeliveryResult(
        group: group, outcome: outcome, messageID: nil, failure: failure, histories: histories))
    for member in group.owners {
      observe(.failure(Failure(member.owner.user, failure)))
    }
  }

  private mutating func add(_ result: DeliveryResult) {
    results.results.append(result)
    observe(.mail(MailRecord(result)))
  }
}

extension DueReminder {
  /// The day of the next reminder once this one is sent; `nil` without a ledger.
  fileprivate var days: ReminderDays? {
    details.next.map { ReminderDays(last: nil, next: $0.day) }
  }
}
