// SPDX-License-Identifier: Apache-2.0
import Identifiers
import UTC

// Decides from the facts about the owners what is done about each. Nothing is looked up here.
extension Policy {
  /// Decides about all owners of an account.
  func resolve(_ facts: [OwnerFacts], at now: Timestamp) -> ResolvedOwners {
    var resolved = ResolvedOwners()
    for facts in facts { resolve(facts, at: now, &resolved) }
    resolved.survey = survey(facts)
    return resolved
  }

  /// Whether `address` may be mailed.
  func allows(_ address: EmailAddress) -> Bool {
    recipientDomains.isEmpty || recipientDomains.contains(address.domain.lowercased())
  }

  /// Whether the owner will be mailed, as far as the tags decide it.
  func isMailed(_ facts: OwnerFacts, at now: Timestamp) -> Bool {
    if case .kept(.address) = verdict(on: facts, at: now) { true } else { false }
  }

  private enum Verdict {
    case leftOut(SkipReason)
    case kept(Destination)
  }

  private func verdict(on facts: OwnerFacts, at now: Timestamp) -> Verdict {
    switch facts.tags {
    case .failed(.vanished): .leftOut(.vanished)
    case .failed(.outOfTime(let cause)):
      .kept(.unknown(.init(stage: .deadline, cause: .outOfTime(.listUserTags, after: cause))))
    case .failed(.failed(let failure)):
      .kept(.unknown(.init(stage: .listUserTags, cause: .service(failure))))
    case .notNeeded, .read:
      if !audience.includes(facts.readTags) {
        .leftOut(.notTagged)
      } else if exemption(in: facts.readTags)?.holds(at: now) == true {
        .leftOut(.exempt)
      } else {
        .kept(
          addresses.destination(of: facts.owner.user.name, tags: facts.readTags)
            .limited(to: recipientDomains))
      }
    }
  }

  private func resolve(
    _ facts: OwnerFacts, at now: Timestamp, _ resolved: inout ResolvedOwners
  ) {
    let (user, exemption) = (facts.owner.user, exemption(in: facts.readTags))
    switch verdict(on: facts, at: now) {
    case .leftOut(let reason):
      resolved.skipped.append(reason)
      guard reason == .exempt else { return }
      resolved.exemptions.append(ExemptUser(user: user, until: exemption?.lastDay))
    case .kept(let destination):
      if case .invalid(let value) = exemption {
        resolved.invalidExemptions.append(InvalidExemption(user: user, value: value))
      }
      if let warning = addresses.warning(about: user, tags: facts.readTags) {
        resolved.warnings.append(warning)
      }
      keep(facts, for: destination, at: now, &resolved)
    }
  }

  /// Keeps an owner who still has stale keys by what was read last.
  private func keep(
    _ facts: OwnerFacts, for destination: Destination, at now: Timestamp,
    _ resolved: inout ResolvedOwners
  ) {
    if facts.isGone { return resolved.skipped.append(.vanished) }
    let owner = resolvedOwner(facts, at: now)
    guard !owner.keys.isEmpty else { return }
    switch destination {
    case .address(let address, let source):
      resolved.reachable.append(
        ReachableOwner(owner: owner, address: address, source: source))
    case .nowhere(let reason):
      resolved.unreachable.append(UnreachableOwner(owner: owner, reason: reason))
    case .unknown(let failure):
      resolved.unread.append(UnreadOwner(owner: owner, failure: failure))
    }
  }

  private func resolvedOwner(_ facts: OwnerFacts, at now: Timestamp) -> ResolvedOwner {
    let keys = facts.remainingKeys
    var others = facts.owner.otherKeys
    if case .read(let keysNow) = facts.keysNow {
      others = self.others(in: keysNow, beside: keys.map(\.id), at: now)
    }
    let resolved = keys.map { key in
      let use: KeyUse = if case .read(let use) = facts.uses[key.id] { use } else { .unknown }
      let hasSuccessor = others.contains { $0.succeeds(key) }
      return ResolvedKey(
        key: key, description: facts.readTags.description(of: key.id), use: use,
        advice: Advice(use: use, hasSuccessor: hasSuccessor, at: now))
    }
    return ResolvedOwner(
      index: facts.owner.index, user: facts.owner.user, isConsoleUser: facts.owner.isConsoleUser,
      keys: resolved, otherKeys: others)
  }
}

extension OwnerFacts {
  /// The tags; empty if they were not read.
  fileprivate var readTags: [UserTag] { if case .read(let tags) = tags { tags } else { [] } }

  /// The stale keys that have not been deleted or deactivated since the scan.
  fileprivate var remainingKeys: [StaleKey] {
    let keys = owner.keys.filter { uses[$0.id] != .failed(.vanished) }
    guard case .read(let keysNow) = keysNow else { return keys }
    let active = Set(keysNow.filter { $0.status == .active }.map(\.id))
    return keys.filter { active.contains($0.id) }
  }

  /// Whether the user was deleted, or all of their stale keys were.
  fileprivate var isGone: Bool {
    keysNow == .failed(.vanished) || owner.keys.allSatisfy { uses[$0.id] == .failed(.vanished) }
  }
}
