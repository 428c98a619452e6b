// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// How accounts are read: the same for all accounts of a run.
struct ReadingRules: Sendable {
  let policy: Policy
  let now: Timestamp
  /// What is asked about each of several accounts beside its users.
  var questions: [AccountQuestion] = []
  /// Whether the keys are compared with a ledger.
  var keepsSightings = false
  let observe: @Sendable (RunEvent) -> Void
}

/// What is asked about an account beside its users.
enum AccountQuestion: Sendable, Equatable {
  /// Whether the root user has keys.
  case rootKeys
  /// The alias, if there is no name yet.
  case alias
}

/// Reads one account to its end: it enters it, reads its users and their keys, then more about the
/// owners of stale keys. It says what to ask next, and does no I/O itself.
struct AccountWork {
  private let rules: ReadingRules
  /// The account, when it is one of several.
  private let account: PlannedAccount?
  private(set) var inFlight = 0
  /// Whether it has nothing to ask until a response comes.
  private(set) var isWaiting = false
  private(set) var isDone = false
  private var isEntered = false
  private var directory: (any Directory)?
  private var scan: KeyScan?
  private var lookup: OwnerLookup?
  private var questions: ArraySlice<AccountQuestion> = []
  private var reading: AccountReading

  /// The function's own account, which is open.
  init(_ directory: any Directory, _ account: AccountID?, _ rules: ReadingRules) {
    self.rules = rules
    self.account = nil
    reading = AccountReading(AccountScan(account: account, ages: rules.policy.noAges))
    isEntered = true
    enter(directory)
  }

  /// One of several accounts.
  init(_ account: PlannedAccount, _ rules: ReadingRules) {
    self.rules = rules
    self.account = account
    reading = AccountReading(
      AccountScan(account: account.label.id, ages: rules.policy.noAges), account)
    questions = rules.questions[...]
  }

  /// - Parameter mayReadPage: whether a page of users may be read now.
  mutating func next(mayReadPage: Bool) -> AccountRequest? {
    guard let request = request(mayReadPage) else {
      isWaiting = true
      return nil
    }
    inFlight += 1
    return request
  }

  /// A page may be read again: it has perhaps something to ask.
  mutating func wake() { isWaiting = false }

  mutating func record(_ response: AccountResponse) {
    inFlight -= 1
    isWaiting = false
    switch response {
    case .entered(.success(let directory)): enter(directory)
    case .entered(.failure(let error)): refuse(error)
    case .scanned(let response): scan?.record(response)
    case .lookedUp(let response): lookup?.record(response)
    case .rootKeys(let keys): reading.rootKeys = keys
    case .alias(let alias): reading.alias = alias
    }
  }

  /// What was read, once it is done.
  consuming func result() -> AccountReading { reading }

  private mutating func enter(_ directory: any Directory) {
    self.directory = directory
    let (policy, label) = (rules.policy, account?.label)
    scan = KeyScan(
      pages: directory.users(under: policy.pathPrefix),
      collector: ScanCollector(
        account: reading.scan.account, label: label, policy: policy, now: rules.now,
        keepsSightings: rules.keepsSightings, observe: rules.observe))
  }

  private mutating func request(_ mayReadPage: Bool) -> AccountRequest? {
    guard let directory else { return entrance() }
    if let request = scan?.next(mayReadPage: mayReadPage) { return .scan(request, directory) }
    if scan?.isAtEnd == true, inFlight == 0 { endScan() }
    if let request = lookup?.next() { return .lookUp(request, directory) }
    guard scan == nil, inFlight == 0 else { return nil }
    endLookup()
    if let question = questions.popFirst() { return .ask(question, directory) }
    isDone = true
    return nil
  }

  private mutating func entrance() -> AccountRequest? {
    guard !isEntered, let account else { return nil }
    isEntered = true
    return .enter(account.label.id)
  }

  private mutating func endScan() {
    let scan = self.scan.take()
    do throws(ListingError) {
      guard let result = try scan?.result() else { return }
      reading.scan = result
      lookup = OwnerLookup(result.owners, rules.policy, at: rules.now)
    } catch {
      // The collector has reported it.
      reading.refusal = RunError(account: account?.label, stage: .listUsers, cause: error.cause)
      questions = []
    }
  }

  private mutating func endLookup() {
    guard let facts = lookup.take()?.facts else { return }
    reading.owners = rules.policy.resolve(facts, at: rules.now)
    // A name that no mail says is not read; the admins read that of every account.
    let isNamed = account?.label.name != nil
    if isNamed || !reading.hasOwners && !questions.contains(.rootKeys) {
      questions.removeAll { $0 == .alias }
    }
  }

  private mutating func refuse(_ error: AccountError) {
    let refusal =
      if case .outOfTime(let cause) = error {
        RunError(
          account: account?.label, stage: .deadline, cause: .outOfTime(.assumeRole, after: cause))
      } else {
        RunError(account: account?.label, stage: .assumeRole, cause: .access(error))
      }
    reading.refusal = refusal
    rules.observe(.failure(Failure(refusal)))
    isDone = true
  }
}
