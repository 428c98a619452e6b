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
  let observe: @Sendable (RunEvent) -> Void

  /// Sends the reminders.
  ///
  /// Once the service refuses all mails, no further one is tried. The rest fail for the same
  /// reason.
  func run(_ groups: RecipientGroups) async -> DeliveryResults {
    var work = DeliveryWork(groups, observe: observe)
    if rules.dryRun {
      work.giveUp(.dryRun)
    } else if groups.groups.count > rules.maxEmails {
      work.giveUp(.failed)
    }
    await work.perform(atMost: maxConcurrency) { group in
      let message = composer.reminder(group)
      let urgency = group.urgency(overdueAfterDays: overdueAfterDays)
      do throws(MailerError) {
        return (group, .success(try await mailer.send(message, as: .reminder, urgency: urgency)))
      } catch {
        return (group, .failure(error))
      }
    }
    return DeliveryResults(results: work.results)
  }
}

private struct DeliveryWork: ConcurrentWork {
  private(set) var results: [DeliveryResult] = []
  private var waiting: ArraySlice<RecipientGroup>
  private var blockade: ServiceFailure?
  /// The refusal that lasted until the deadline. It is why the mails after it were not begun.
  private var delay: ServiceFailure?
  private let observe: @Sendable (RunEvent) -> Void

  init(_ groups: RecipientGroups, observe: @escaping @Sendable (RunEvent) -> Void) {
    waiting = groups.groups[...]
    self.observe = observe
  }

  /// Ends without sending anything.
  mutating func giveUp(_ outcome: DeliveryOutcome) {
    while let group = waiting.popFirst() { record(group, outcome) }
  }

  mutating func next() -> RecipientGroup? {
    guard let blockade else { return waiting.popFirst() }
    while let group = waiting.popFirst() {
      record(group, .failed, .sendEmail, .notTried(after: blockade))
    }
    return nil
  }

  mutating func record(_ outcome: (group: RecipientGroup, id: Result<String?, MailerError>)) {
    let group = outcome.group
    switch outcome.id {
    case .success(let id): record(group, .sent, messageID: id)
    case .failure(.rejected(let failure)): record(group, .failed, .sendEmail, .service(failure))
    case .failure(.blocked(let failure)):
      blockade = blockade ?? failure
      record(group, .failed, .sendEmail, .service(failure))
    case .failure(.unknown(let failure)): record(group, .unknown, .sendEmail, .service(failure))
    case .failure(.outOfTime(let cause)):
      delay = delay ?? cause
      record(group, .failed, .deadline, .outOfTime(.sendEmail, after: delay))
    }
  }

  private mutating func record(
    _ group: RecipientGroup, _ outcome: DeliveryOutcome, messageID: String? = nil
  ) {
    add(DeliveryResult(group: group, outcome: outcome, messageID: messageID, failure: nil))
  }

  private mutating func record(
    _ group: RecipientGroup, _ outcome: DeliveryOutcome, _ stage: Failure.Stage,
    _ cause: Failure.Cause
  ) {
    let failure = DeliveryFailure(stage: stage, cause: cause)
    add(DeliveryResult(group: group, outcome: outcome, messageID: nil, failure: failure))
    for member in group.owners {
      observe(.failure(Failure(member.owner.user, failure)))
    }
  }

  private mutating func add(_ result: DeliveryResult) {
    results.append(result)
    observe(.mail(MailRecord(result)))
  }
}
