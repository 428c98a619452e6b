// SPDX-License-Identifier: Apache-2.0

/// Why some last uses are unknown.
struct UseFailures {
  /// Whether the first lookup was denied: then the permission is missing.
  private(set) var isPermission = false
  private var failure: Failure.Cause?
  private var denial: ServiceFailure?

  /// The first failure; without one, the first denial of a single key.
  var cause: Failure.Cause? { failure ?? denial.map(Failure.Cause.deniedForSomeKeys) }

  fileprivate mutating func add(_ use: Lookup<KeyUse>, isFirst: Bool) {
    switch use {
    case .notNeeded, .read, .failed(.vanished): break
    case .failed(.outOfTime(let cause)): failure = failure ?? .outOfTime(.lastUse, after: cause)
    case .failed(.failed(let service)) where service.isDenied && !isFirst:
      denial = denial ?? service
    case .failed(.failed(let service)):
      failure = failure ?? .service(service)
      isPermission = isPermission || service.isDenied
    }
  }
}

extension [OwnerFacts] {
  /// Why some last uses are unknown, by the order of the lookups.
  var useFailures: UseFailures {
    var failures = UseFailures()
    let uses = flatMap { facts in facts.owner.keys.compactMap { facts.uses[$0.id] } }
    for (index, use) in uses.enumerated() { failures.add(use, isFirst: index == 0) }
    return failures
  }
}

extension Lookup {
  /// Whether a permission is missing.
  var isDenied: Bool {
    if case .failed(.failed(let failure)) = self { failure.isDenied } else { false }
  }
}
