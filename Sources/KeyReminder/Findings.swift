// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// An owner of stale keys.
struct Owner: Sendable {
  let entry: Entry
  /// Oldest first.
  var keys: [StaleKey]

  var userName: String { entry.user.name }
}

/// What the survey has found so far.
struct Findings: Sendable {
  private(set) var users = Report.Users()
  private(set) var keys = Report.Keys()
  private(set) var owners: [Owner] = []
  /// Each with the place of the user whom it concerns.
  private(set) var failures: [(place: Int, failure: Failure)] = []
  /// Why the list of users has no end, when it has none.
  private(set) var listingError: DirectoryError?

  private let policy: Policy
  private let now: Date
  private let observe: @Sendable (Failure) -> Void
  private var names: Set<String> = []

  init(policy: Policy, now: Date, observe: @escaping @Sendable (Failure) -> Void) {
    self.policy = policy
    self.now = now
    self.observe = observe
  }

  /// Takes a page of users, each name once.
  ///
  /// - Returns: those whose keys are to be read.
  mutating func enter(_ page: [User]) -> [Entry] {
    var entries: [Entry] = []
    for user in page where names.insert(user.name).inserted {
      users.listed += 1
      if policy.covers(user) {
        entries.append(Entry(place: users.listed, user: user))
      } else {
        users.skipped += 1
      }
    }
    return entries
  }

  mutating func listingFailed(_ error: DirectoryError) {
    listingError = error
    switch error {
    case .outOfTime: fail(nil, .deadline, .outOfTime("The list of users was not read to its end"))
    case .vanished: fail(nil, .listUsers, .noList)
    case .failed(let reason): fail(nil, .listUsers, reason)
    }
  }

  mutating func note(_ result: Result<[AccessKey], DirectoryError>, of entry: Entry) {
    switch result {
    case .success(let keys):
      users.checked += 1
      note(keys, of: entry)
    case .failure(.vanished): users.skipped += 1
    case .failure(.outOfTime): fail(entry, .deadline, .outOfTime("The keys were not read"))
    case .failure(.failed(let reason)):
      users.checked += 1
      fail(entry, .listAccessKeys, reason)
    }
  }

  /// The findings in the directory's order, when no more will come.
  func settled() -> Findings {
    var settled = self
    let stale = owners.flatMap(\.keys)
    settled.keys.stale = Set(stale.map(\.id)).count
    settled.keys.oldestDays = stale.map(\.ageDays).max() ?? 0
    settled.refuseSharedKeys()
    settled.owners.sort { $0.entry.place < $1.entry.place }
    settled.failures.sort { $0.place < $1.place }
    return settled
  }

  private mutating func note(_ accessKeys: [AccessKey], of entry: Entry) {
    var stale: [StaleKey] = []
    var ids: Set<String> = []
    for key in accessKeys where ids.insert(key.id).inserted {
      switch policy.judge(key, at: now) {
      case .fine: break
      case .stale(let key): stale.append(key)
      case .unreadable:
        keys.unreadable += 1
        fail(entry, .listAccessKeys, .unreadableAge(of: key.id))
      }
    }
    guard !stale.isEmpty else { return }
    stale.sort { ($0.created, $0.id) < ($1.created, $1.id) }
    owners.append(Owner(entry: entry, keys: stale))
  }

  /// A key has one owner. One that came back for two users has an owner we do not know, and is
  /// mailed to neither.
  private mutating func refuseSharedKeys() {
    let shared = Dictionary(grouping: owners.flatMap(\.keys), by: \.id).filter { $1.count > 1 }
    guard !shared.isEmpty else { return }
    for index in owners.indices {
      let (doubtful, certain) = owners[index].keys.split { shared[$0.id] != nil }
      owners[index].keys = certain
      for key in doubtful { fail(owners[index].entry, .listAccessKeys, .sharedKey(key.id)) }
    }
    owners.removeAll { $0.keys.isEmpty }
  }

  /// - Parameter entry: the user concerned; `nil` for the list as a whole, behind all users.
  private mutating func fail(_ entry: Entry?, _ stage: Failure.Stage, _ reason: Reason) {
    let failure = Failure(userName: entry?.user.name, stage: stage, reason: reason)
    failures.append((entry?.place ?? .max, failure))
    observe(failure)
  }
}

extension Reason {
  static func outOfTime(_ what: String) -> Reason {
    Reason(
      code: "OutOfTime",
      message: "\(what): the invocation's time was over. Give the function a longer timeout.")
  }

  static let noList = Reason(
    code: "NoSuchEntity", message: "The directory says that there is no list of users.")

  static func unreadableAge(of keyID: String) -> Reason {
    Reason(
      code: "UnreadableCreateDate",
      message: "The creation date of access key \(AccessKey.redacted(keyID)) is missing, unreadable"
        + " or in the future: nobody knows its age. Look at the key in the IAM console.")
  }

  static func sharedKey(_ keyID: String) -> Reason {
    Reason(
      code: "SharedKey",
      message: "IAM named more than one user as the owner of access key"
        + " \(AccessKey.redacted(keyID)): none of them was mailed about it.")
  }
}

extension Array {
  /// The elements that fulfil a condition, and the others, each in their order.
  fileprivate func split(where condition: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(condition), filter { !condition($0) })
  }
}
