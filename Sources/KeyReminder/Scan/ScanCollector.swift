// SPDX-License-Identifier: Apache-2.0
internal import UTC

/// An owner of stale keys.
struct Owner: Sendable {
  let entry: Entry
  /// Oldest first.
  var keys: [StaleKey]
  /// What the user has beside them, oldest first.
  var otherKeys: [OtherKey]
  var destination: Destination = .nowhere(.address, .notLooked)

  var userName: String { entry.user.name }
}

/// What a run has found so far.
struct Findings: Sendable {
  private(set) var users = Report.Users()
  private(set) var unreadableKeys = 0
  /// All active keys whose age is known.
  private(set) var ages: AgeDistribution
  private(set) var owners: [Owner] = []
  /// Stale keys that are nobody's for certain.
  private(set) var sharedKeys: [StaleKey] = []
  /// Each with the place of the user whom it concerns.
  private(set) var failures: [(place: Int, failure: Failure)] = []
  private(set) var warnings: [String] = []
  private(set) var exemptions: [Report.Exemption] = []
  private(set) var invalidExemptions: [Report.InvalidExemption] = []
  /// Whether the root user has access keys; `nil` when that was not asked or is not known.
  var rootKeys: Bool?
  /// What broke the list of users off, when something did: whoever is not in it is not known, so
  /// nobody in it is mailed. A list that the deadline ended is only short.
  private(set) var listingFailure: Reason?

  private let policy: Policy
  private let now: Timestamp
  private let observe: @Sendable (Notice) -> Void
  private var names: Set<String> = []

  init(policy: Policy, now: Timestamp, observe: @escaping @Sendable (Notice) -> Void) {
    self.policy = policy
    self.now = now
    self.observe = observe
    ages = AgeDistribution(
      alertAfterDays: policy.alertAfterDays, overdueAfterDays: policy.overdueAfterDays)
  }

  /// What the keys look like of all users who were not left out.
  var keys: Report.Keys {
    let stale = owners.flatMap(\.keys) + sharedKeys
    return Report.Keys(
      stale: stale.count, oldestDays: stale.map(\.ageDays).max() ?? 0, unreadable: unreadableKeys)
  }

  /// Takes a page of users, each name once.
  ///
  /// - Returns: those whose keys are to be read.
  mutating func enter(_ page: [User]) -> [Entry] {
    var entries: [Entry] = []
    for user in page where names.insert(user.name).inserted {
      users.listed += 1
      if let reason = policy.skips(user) {
        users.skip(reason)
      } else {
        entries.append(Entry(place: users.listed, user: user))
      }
    }
    return entries
  }

  mutating func listingFailed(_ error: DirectoryError) {
    switch error {
    case .outOfTime(let cause):
      fail(nil, .deadline, .outOfTime("The list of users was not read to its end", after: cause))
    case .vanished: listingBrokeOff(.noList)
    case .failed(let reason): listingBrokeOff(reason)
    }
  }

  private mutating func listingBrokeOff(_ reason: Reason) {
    listingFailure = reason
    fail(nil, .listUsers, reason)
  }

  mutating func note(_ result: Result<[AccessKey], DirectoryError>, of entry: Entry) {
    switch result {
    case .success(let keys):
      users.checked += 1
      note(keys, of: entry)
    case .failure(.vanished): users.skip(.vanished)
    case .failure(.outOfTime(let cause)):
      fail(entry, .deadline, .outOfTime("The keys were not read", after: cause))
    case .failure(.failed(let reason)):
      users.checked += 1
      fail(entry, .listAccessKeys, reason)
    }
  }

  /// The findings in the directory's order, when no more will come.
  func settled() -> Findings {
    var settled = self
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
      case .inactive: break
      case .fresh(let age): ages.add(ageDays: age)
      case .stale(let key):
        stale.append(key)
        ages.add(ageDays: key.ageDays)
      case .unreadable:
        unreadableKeys += 1
        fail(entry, .listAccessKeys, .unreadableAge(of: key.id))
      }
    }
    guard !stale.isEmpty else { return }
    stale.sort { ($0.created, $0.id) < ($1.created, $1.id) }
    owners.append(
      Owner(entry: entry, keys: stale, otherKeys: others(in: accessKeys, beside: stale)))
  }

  private func others(in keys: [AccessKey], beside stale: [StaleKey]) -> [OtherKey] {
    var ids = Set(stale.map(\.id))
    return keys.filter { ids.insert($0.id).inserted }
      .map { policy.other($0, at: now) }
      .sorted { ($1.ageDays ?? -1, $0.id) < ($0.ageDays ?? -1, $1.id) }
  }

  /// A key has one owner. One that came back for two users has an owner we do not know, and is
  /// mailed to neither.
  private mutating func refuseSharedKeys() {
    let shared = Dictionary(grouping: owners.flatMap(\.keys), by: \.id).filter { $1.count > 1 }
    guard !shared.isEmpty else { return }
    sharedKeys = shared.values.compactMap(\.first)
    for index in owners.indices {
      let (doubtful, certain) = owners[index].keys.split { shared[$0.id] != nil }
      owners[index].keys = certain
      for key in doubtful { fail(owners[index].entry, .listAccessKeys, .sharedKey(key.id)) }
    }
    owners.removeAll { $0.keys.isEmpty }
  }

  /// - Parameter entry: the user concerned; `nil` for the run as a whole, behind all users.
  mutating func fail(_ entry: Entry?, _ stage: Failure.Stage, _ reason: Reason) {
    let failure = Failure(userName: entry?.user.name, stage: stage, reason: reason)
    failures.append((entry?.place ?? .max, failure))
    observe(.failure(failure))
  }

  mutating func warn(_ warning: String) {
    warnings.append(warning)
    observe(.warning(warning))
  }
}

// What the enquiry about the owners adds.
extension Findings {
  /// Takes the owners' tags, by user name: whoever is left out is no owner any more, and the others
  /// get a destination. Without tags that were to be read, an owner's destination is not known.
  mutating func note(tags: [String: Result<[UserTag], DirectoryError>]) {
    let all = owners
    owners = []
    for owner in all {
      switch tags[owner.userName] ?? .success([]) {
      case .success(let tags): note(tags, of: owner)
      case .failure(.vanished): leaveOut(.vanished)
      case .failure(.outOfTime(let cause)):
        keep(owner, for: .nowhere(.deadline, .outOfTime("The tags were not read", after: cause)))
      case .failure(.failed(let reason)): keep(owner, for: .nowhere(.listUserTags, reason))
      }
    }
  }

  private mutating func note(_ tags: [UserTag], of owner: Owner) {
    guard policy.includes(tags) else { return leaveOut(.notTagged) }
    let exemption = policy.exemption(in: tags)
    if let exemption, exemption.holds(at: now) {
      exemptions.append(.init(userName: owner.userName, until: exemption.lastDay))
      return leaveOut(.exempt)
    }
    if case .invalid(let value) = exemption {
      invalidExemptions.append(.init(userName: owner.userName, value: value))
    }
    if let warning = policy.addresses.warning(about: owner.userName, tags: tags) { warn(warning) }
    var owner = owner
    for index in owner.keys.indices {
      let description = tags.value(of: owner.keys[index].id)
      owner.keys[index].description = description?.isEmpty == false ? description : nil
    }
    keep(owner, for: policy.addresses.destination(of: owner.userName, tags: tags))
  }

  /// Takes the keys' last uses, by id; a key that is gone by now is nobody's concern any more.
  mutating func note(uses: [String: Result<KeyUse, DirectoryError>]) {
    let all = owners
    owners = []
    for var owner in all {
      owner.keys.removeAll { uses[$0.id] == .failure(.vanished) }
      for index in owner.keys.indices {
        guard case .success(let use) = uses[owner.keys[index].id] else { continue }
        owner.keys[index].use = use
      }
      if owner.keys.isEmpty { leaveOut(.vanished) } else { owners.append(owner) }
    }
  }

  /// Takes keys that were read again, by user name: what is gone or not active any more is no longer stale.
  mutating func note(keysNow: [String: Result<[AccessKey], DirectoryError>]) {
    let all = owners
    owners = []
    for var owner in all {
      switch keysNow[owner.userName] {
      case .success(let keys)?:
        let active = Set(keys.filter { $0.status == .active }.map(\.id))
        owner.keys.removeAll { !active.contains($0.id) }
        owner.otherKeys = others(in: keys, beside: owner.keys)
        if !owner.keys.isEmpty { owners.append(owner) }
      case .failure(.vanished)?: leaveOut(.vanished)
      case .failure?, nil: owners.append(owner)
      }
    }
  }

  /// Says how many last uses are not known, if any, of those who will be mailed.
  mutating func warn(ofUnknownUses reason: Reason) {
    let keys = owners.filter(\.isReachable).flatMap(\.keys)
    let unknown = keys.count { $0.use == .unknown }
    guard unknown > 0 else { return }
    warn(
      "When \(unknown) of \(keys.count) stale keys were last used is not known: \(reason.message)")
  }

  private mutating func keep(_ owner: Owner, for destination: Destination) {
    var owner = owner
    owner.destination = destination
    owners.append(owner)
  }

  private mutating func leaveOut(_ reason: SkipReason) {
    users.checked -= 1
    users.skip(reason)
  }
}

extension Reason {
  /// - Parameter cause: what was refused until then, which says more than that the time was over.
  static func outOfTime(_ what: String, after cause: Reason?) -> Reason {
    if let cause { return Reason(code: cause.code, message: "\(what): \(cause.message)") }
    return Reason(
      code: "OutOfTime",
      message: "\(what): the invocation's time was over. Give the function a longer timeout.")
  }

  static let notLooked = Reason(code: "NoAddress", message: "The address was not looked for.")

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
