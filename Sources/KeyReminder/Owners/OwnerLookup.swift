// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Looks up what only concerns owners of stale keys: first their tags, which decide who is mailed
/// at which address, then the last use of each key, which only adds to the mail.
///
/// The first lookup of a last use shows whether the permission is there: if it is denied, no other key
/// is looked up. A later denial concerns a single key, which may have been deleted: the keys of its
/// owner are read again.
struct OwnerLookup {
  private enum Phase { case start, tags, uses, keysAgain }

  private(set) var facts: [OwnerFacts]
  private let policy: Policy
  private let now: Timestamp
  private var phase = Phase.start
  private var waiting: ArraySlice<OwnerRequest> = []
  private var inFlight = 0
  /// The first last use is being looked up: whether others may be depends on it.
  private var isTrying = false

  init(_ owners: [StaleOwner], _ policy: Policy, at now: Timestamp) {
    facts = owners.map { OwnerFacts(owner: $0) }
    self.policy = policy
    self.now = now
  }

  mutating func next() -> OwnerRequest? {
    guard !isTrying else { return nil }
    while waiting.isEmpty, inFlight == 0, begin() {}
    guard let request = waiting.popFirst() else { return nil }
    inFlight += 1
    return request
  }

  mutating func record(_ response: OwnerResponse) {
    inFlight -= 1
    switch response {
    case .tags(let index, let tags): facts[index].tags = tags
    case .use(let index, let key, let use):
      facts[index].uses[key] = use
      if isTrying, use.isDenied { waiting = [] }
      isTrying = false
    case .keys(let index, let keys): facts[index].keysNow = keys
    }
  }

  /// Begins the next phase; `false` if there is none.
  private mutating func begin() -> Bool {
    switch phase {
    case .start:
      phase = .tags
      if policy.readsTags { waiting = facts.indices.map { .tags($0, of: name($0)) }[...] }
    case .tags:
      phase = .uses
      if policy.readsLastUse { waiting = lastUses[...] }
      isTrying = !waiting.isEmpty
    case .uses:
      phase = .keysAgain
      waiting = keysAgain[...]
    case .keysAgain: return false
    }
    return true
  }

  private func name(_ index: Int) -> UserName { facts[index].owner.user.name }

  /// The last uses of those owners' keys who will get a mail.
  private var lastUses: [OwnerRequest] {
    facts.indices.filter { policy.isMailed(facts[$0], at: now) }
      .flatMap { index in
        facts[index].owner.keys.map { .use(index, of: $0.id, ownedBy: name(index)) }
      }
  }

  private var keysAgain: [OwnerRequest] {
    guard !facts.useFailures.isPermission else { return [] }
    return facts.indices.filter { facts[$0].uses.values.contains(where: \.isDenied) }
      .map { .keys($0, of: name($0)) }
  }
}

/// What is looked up about the owner at an index of the list of owners.
enum OwnerRequest: Sendable {
  case tags(Int, of: UserName)
  case use(Int, of: AccessKeyID, ownedBy: UserName)
  case keys(Int, of: UserName)

  func perform(in directory: any Directory) async -> OwnerResponse {
    switch self {
    case .tags(let index, let user):
      .tags(
        index,
        await Lookup { () async throws(DirectoryError) in try await directory.tags(of: user) })
    case .use(let index, let key, let user):
      .use(
        index, key,
        await Lookup { () async throws(DirectoryError) in
          try await directory.lastUse(of: key, ownedBy: user)
        })
    case .keys(let index, let user):
      .keys(
        index,
        await Lookup { () async throws(DirectoryError) in
          try await directory.accessKeys(of: user)
        })
    }
  }
}

enum OwnerResponse: Sendable {
  case tags(Int, Lookup<[UserTag]>)
  case use(Int, AccessKeyID, Lookup<KeyUse>)
  case keys(Int, Lookup<[AccessKey]>)
}

extension Lookup {
  /// Asks, and keeps what came of it.
  init(_ ask: () async throws(DirectoryError) -> Value) async {
    do throws(DirectoryError) {
      self = .read(try await ask())
    } catch {
      self = .failed(error)
    }
  }
}
