// SPDX-License-Identifier: Apache-2.0

/// What was found of the tags and last uses of owners, without the owners. What can be said of it is
/// said of the owners of all accounts together.
public struct OwnerSurvey: Sendable, Equatable {
  /// Owners whose tags were read.
  public internal(set) var readTags = 0
  /// Whether the tags of some owners are unknown.
  public internal(set) var hasUnknownTags = false
  /// What the tags that at least one owner has decide.
  public internal(set) var usedTags: Set<TagPurpose> = []
  /// Why last uses are unknown; `nil` if none should be known or all are.
  public internal(set) var useGap: Failure.Cause?

  package init(
    readTags: Int = 0, hasUnknownTags: Bool = false, usedTags: Set<TagPurpose> = [],
    useGap: Failure.Cause? = nil
  ) {
    self.readTags = readTags
    self.hasUnknownTags = hasUnknownTags
    self.usedTags = usedTags
    self.useGap = useGap
  }

  mutating func add(_ other: OwnerSurvey) {
    readTags += other.readTags
    hasUnknownTags = hasUnknownTags || other.hasUnknownTags
    usedTags.formUnion(other.usedTags)
    useGap = useGap ?? other.useGap
  }
}

extension Policy {
  func survey(_ facts: [OwnerFacts]) -> OwnerSurvey {
    var survey = OwnerSurvey(useGap: facts.useFailures.cause)
    for facts in facts {
      switch facts.tags {
      case .read(let tags):
        survey.readTags += 1
        for (tag, purpose) in tagPurposes where tags.value(of: tag) != nil {
          survey.usedTags.insert(purpose)
        }
      case .failed(.vanished), .notNeeded: break
      case .failed: survey.hasUnknownTags = true
      }
    }
    return survey
  }

  /// Adds the warnings that concern all owners of the run.
  func conclude(_ owners: inout ResolvedOwners) {
    let keys = owners.reachable.flatMap(\.owner.keys)
    let unknown = keys.count { $0.use == .unknown }
    if unknown > 0, let cause = owners.survey.useGap {
      owners.warnings.append(.unknownUses(unknown, of: keys.count, cause))
    }
    owners.warnings += warningsOfUnusedTags(
      owners.survey, isAnybodyUnreachable: !owners.unreachable.isEmpty)
  }
}
