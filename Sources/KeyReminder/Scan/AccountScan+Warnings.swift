// SPDX-License-Identifier: Apache-2.0

// Seeing nobody is not the same as having nothing to do.
extension AccountScan {
  /// Warns when nobody was listed or checked, and of each pattern that left nobody out.
  ///
  /// A list that the deadline cut off proves nothing.
  func warnings(_ policy: Policy) -> [Warning] {
    guard !failures.contains(where: { $0.user == nil }) else { return [] }
    guard users.listed > 0 else { return [.nobodyListed(path: policy.pathPrefix)] }
    let unused = unmatchedPatterns.map { Warning.unmatchedPattern($0, path: policy.pathPrefix) }
    return (users.skipped == users.listed ? [.nobodyChecked(users)] : []) + unused
  }
}
