// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

/// Looks up what only concerns owners of stale keys: first their tags, which decide who is mailed
/// at which address, then the last use of each key, which only adds to the mail.
struct OwnerLookup {
  let directory: any Directory
  let policy: Policy
  let now: Timestamp
  /// The most requests in flight; 1 or more.
  let maxConcurrency: Int

  func run(_ owners: [StaleOwner]) async -> [OwnerFacts] {
    var facts = owners.map { OwnerFacts(owner: $0) }
    await readTags(&facts)
    await readUses(&facts)
    await readKeysAgain(&facts)
    return facts
  }

  private func readTags(_ facts: inout [OwnerFacts]) async {
    guard policy.readsTags else { return }
    let read = await lookUp(facts.map(\.owner.user.name)) {
      [directory] name throws(DirectoryError) in
      try await directory.tags(of: name)
    }
    for index in facts.indices {
      facts[index].tags = read[facts[index].owner.user.name] ?? .notNeeded
    }
  }

  /// Reads the last uses of those owners' keys who will get a mail.
  private func readUses(_ facts: inout [OwnerFacts]) async {
    guard policy.readsLastUse else { return }
    let mailed = facts.indices.filter { policy.isMailed(facts[$0], at: now) }
    var work = UseLookup(mailed.map { facts[$0].owner })
    await work.perform(atMost: maxConcurrency) { [directory] key in
      do throws(DirectoryError) {
        return (key, .read(try await directory.lastUse(of: key.id, ownedBy: key.owner)))
      } catch {
        return (key, .failed(error))
      }
    }
    for index in mailed {
      for key in facts[index].owner.keys { facts[index].uses[key.id] = work.read[key.id] }
    }
  }

  private func readKeysAgain(_ facts: inout [OwnerFacts]) async {
    guard !facts.useFailures.isPermission else { return }
    let refused = facts.filter { $0.uses.values.contains(where: \.isDenied) }
    let read = await lookUp(refused.map(\.owner.user.name)) {
      [directory] name throws(DirectoryError) in
      try await directory.accessKeys(of: name)
    }
    for index in facts.indices {
      facts[index].keysNow = read[facts[index].owner.user.name] ?? .notNeeded
    }
  }

  private func lookUp<Value>(
    _ names: [UserName], _ ask: @escaping @Sendable (UserName) async throws(DirectoryError) -> Value
  ) async -> [UserName: Lookup<Value>] {
    var work = UserLookup<Value>(names)
    await work.perform(atMost: maxConcurrency) { name in
      do throws(DirectoryError) {
        return (name, .read(try await ask(name)))
      } catch {
        return (name, .failed(error))
      }
    }
    return work.read
  }
}

/// Looks up one thing of each user.
private struct UserLookup<Value: Sendable & Equatable>: ConcurrentWork {
  private(set) var read: [UserName: Lookup<Value>] = [:]
  private var waiting: ArraySlice<UserName>

  init(_ names: [UserName]) { waiting = names[...] }

  mutating func next() -> UserName? { waiting.popFirst() }

  mutating func record(_ outcome: (name: UserName, value: Lookup<Value>)) {
    read[outcome.name] = outcome.value
  }
}

/// Looks up the last use of each key. The first lookup shows whether the permission is there: if it
/// is denied, no other key is looked up. A later denial concerns a single key.
private struct UseLookup: ConcurrentWork {
  struct Key: Sendable {
    let id: AccessKeyID
    let owner: UserName
  }

  private(set) var read: [AccessKeyID: Lookup<KeyUse>] = [:]
  private var waiting: ArraySlice<Key>
  private var firstIsOut = false
  private var isForbidden = false

  init(_ owners: [StaleOwner]) {
    waiting =
      owners.flatMap { owner in
        owner.keys.map { Key(id: $0.id, owner: owner.user.name) }
      }[...]
  }

  mutating func next() -> Key? {
    guard !isForbidden, !firstIsOut || !read.isEmpty else { return nil }
    firstIsOut = true
    return waiting.popFirst()
  }

  mutating func record(_ outcome: (key: Key, use: Lookup<KeyUse>)) {
    isForbidden = isForbidden || read.isEmpty && outcome.use.isDenied
    read[outcome.key.id] = outcome.use
  }
}
