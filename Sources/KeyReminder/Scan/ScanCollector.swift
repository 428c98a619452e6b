// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Collects what a scan reads, in any order.
struct ScanCollector {
  private(set) var scan: AccountScan
  /// Why the list of users broke off; `nil` if it did not. Its missing users are unknown, so nobody
  /// in it is mailed. The deadline does not count here: the users who were listed by then are
  /// mailed.
  private(set) var listingFailure: Failure.Cause?

  /// Stands beside failures that concern no user; `nil` if only one account is looked at.
  private let label: AccountLabel?
  private let policy: Policy
  private let now: Timestamp
  private let observe: @Sendable (RunEvent) -> Void
  private var names: Set<UserName> = []
  /// What a ledger needs; `nil` without one.
  private var sightings: SightingCollector?
  /// The patterns that have matched no user so far.
  private var unmatched: [NamePattern]
  /// Each with the index of the user concerned.
  private var failures: [(index: Int, failure: Failure)] = []

  init(
    account: AccountID?, label: AccountLabel? = nil, policy: Policy, now: Timestamp,
    keepsSightings: Bool = false,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.label = label
    self.policy = policy
    self.now = now
    self.observe = observe
    unmatched = policy.excludedUsers
    scan = AccountScan(account: account, ages: policy.noAges)
    sightings = keepsSightings ? SightingCollector(listsEverybody: policy.pathPrefix == "/") : nil
  }

  /// Takes a page of users, each name once.
  ///
  /// - Returns: the users whose keys are to be read.
  mutating func enter(_ page: [User]) -> [ListedUser] {
    var entries: [ListedUser] = []
    for user in page where names.insert(user.name).inserted {
      scan.users.listed += 1
      sightings?.enter(user)
      unmatched.removeAll { $0.matches(user.name.description) }
      if let reason = policy.skips(user) {
        scan.users.skip(reason)
        if policy.countsSkipped, reason == .neverSignedIn { scan.uncounted.append(user.name) }
      } else {
        let id = UserID(account: scan.account, name: user.name)
        entries.append(
          ListedUser(
            index: scan.users.listed, user: id, principal: user.id,
            isConsoleUser: user.isConsoleUser))
      }
    }
    return entries
  }

  mutating func listingFailed(_ error: DirectoryError) {
    sightings?.cutOff()
    if case .outOfTime(let cause) = error {
      return fail(nil, .deadline, .outOfTime(.listUsers, after: cause))
    }
    let cause: Failure.Cause =
      if case .failed(let failure) = error { .service(failure) } else { .noUserList }
    listingFailure = cause
    fail(nil, .listUsers, cause)
  }

  mutating func record(_ result: Result<[AccessKey], DirectoryError>, of user: ListedUser) {
    switch result {
    case .success(let keys):
      scan.users.checked += 1
      record(keys, of: user)
    case .failure(.vanished): scan.users.skip(.vanished)
    case .failure(.outOfTime(let cause)):
      sightings?.cutOff()
      fail(user, .deadline, .outOfTime(.listAccessKeys, after: cause))
    case .failure(.failed(let failure)):
      scan.users.checked += 1
      fail(user, .listAccessKeys, .service(failure))
    }
  }

  /// The finished scan, in the directory's order.
  consuming func finished() -> AccountScan {
    refuseSharedKeys()
    scan.owners.sort { $0.index < $1.index }
    failures.sort { $0.index < $1.index }
    scan.failures = failures.map(\.failure)
    scan.unmatchedPatterns = unmatched.map(\.text)
    scan.sightings = sightings?.finished()
    return scan
  }

  private mutating func record(_ accessKeys: [AccessKey], of user: ListedUser) {
    var stale: [StaleKey] = []
    var ids: Set<AccessKeyID> = []
    for key in accessKeys where ids.insert(key.id).inserted {
      switch policy.judge(key, at: now) {
      case .inactive: break
      case .fresh(let age): scan.ages.add(ageDays: age)
      case .stale(let key):
        stale.append(key)
        scan.ages.add(ageDays: key.ageDays)
      case .unreadable:
        scan.unreadableKeys += 1
        fail(user, .listAccessKeys, .unreadableAge(of: key.id))
      }
    }
    sightings?.record(accessKeys, stale: stale, of: user.principal)
    guard !stale.isEmpty else { return }
    stale.sort { ($0.created, $0.id.description) < ($1.created, $1.id.description) }
    scan.owners.append(
      StaleOwner(
        index: user.index, user: user.user, isConsoleUser: user.isConsoleUser, keys: stale,
        otherKeys: policy.others(in: accessKeys, beside: stale.map(\.id), at: now)))
  }

  /// A key has one owner. The owner of a key that was listed for two users is unknown, so neither
  /// is mailed about it.
  private mutating func refuseSharedKeys() {
    let all = Dictionary(grouping: scan.owners.flatMap(\.keys), by: \.id)
    let shared = all.filter { $1.count > 1 }
    guard !shared.isEmpty else { return }
    scan.sharedKeys = shared.values.compactMap(\.first)
      .sorted { $0.id.description < $1.id.description }
    let owners = scan.owners
    scan.owners = []
    for owner in owners {
      for key in owner.keys where shared[key.id] != nil {
        fail(ListedUser(owner), .listAccessKeys, .sharedKey(key.id))
      }
      let keys = owner.keys.filter { shared[$0.id] == nil }
      guard !keys.isEmpty else { continue }
      scan.owners.append(
        StaleOwner(
          index: owner.index, user: owner.user, isConsoleUser: owner.isConsoleUser, keys: keys,
          otherKeys: owner.otherKeys))
    }
  }

  /// - Parameter user: the user concerned; `nil` for the run as a whole, whose failures come last.
  private mutating func fail(_ user: ListedUser?, _ stage: Failure.Stage, _ cause: Failure.Cause) {
    let failure = Failure(
      user: user?.user, account: label, stage: stage, cause: cause)
    failures.append((user?.index ?? .max, failure))
    observe(.failure(failure))
  }
}

/// A user with the index that the list gave it.
struct ListedUser: Sendable {
  let index: Int
  let user: UserID
  /// The id that AWS gave the user; `nil` if unknown.
  var principal: PrincipalID?
  let isConsoleUser: Bool
}

extension ListedUser {
  fileprivate init(_ owner: StaleOwner) {
    self.init(
      index: owner.index, user: owner.user, principal: nil, isConsoleUser: owner.isConsoleUser)
  }
}
