// SPDX-License-Identifier: Apache-2.0
import Identifiers

/// What a tag decides about a user.
public enum TagPurpose: String, Sendable, CaseIterable {
  /// Where the user is mailed.
  case address
  /// That the user is exempt.
  case exemption
  /// That the user is reminded at all.
  case audience
}

// A tag that nobody has is perhaps misspelt.
extension Policy {
  /// The names that these tags have in the template. They are spelt correctly, and many accounts do
  /// without them.
  private static let usualNames: [TagPurpose: String] = [
    .address: "email", .exemption: "key-reminder:exempt",
  ]

  /// Of fewer owners it is no wonder when none has a tag.
  private static let manyOwners = 10

  /// Warns of each tag that none of the owners has and that is therefore perhaps misspelt: where it
  /// keeps mails from people, or where there are many owners. When some tags could not be read, nobody
  /// knows.
  func warningsOfUnusedTags(
    _ survey: OwnerSurvey, isAnybodyUnreachable: Bool
  ) -> [Warning] {
    guard survey.readTags > 0, !survey.hasUnknownTags else { return [] }
    return tagPurposes.compactMap { tag, purpose in
      let keepsMails = purpose == .audience || purpose == .address && isAnybodyUnreachable
      let isUsual = Self.usualNames[purpose] == tag.description.lowercased()
      guard keepsMails || !isUsual && survey.readTags >= Self.manyOwners else { return nil }
      return survey.usedTags.contains(purpose)
        ? nil : .unusedTag(tag, purpose, owners: survey.readTags)
    }
  }

  var tagPurposes: [(TagKey, TagPurpose)] {
    var purposes: [(TagKey, TagPurpose)] = []
    if let tag = addresses.tag { purposes.append((tag, .address)) }
    if let tag = excludeTag { purposes.append((tag, .exemption)) }
    if case .tagged(let tag) = audience { purposes.append((tag, .audience)) }
    return purposes
  }
}
