// SPDX-License-Identifier: Apache-2.0

/// A name and a value that distinguish the events of mails that a configuration set publishes.
///
/// Name and value are 1 to 256 ASCII letters, digits, hyphens and underscores
/// ([MessageTag](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html)). They are
/// constants of this program and never contain text from outside.
public struct MessageTag: Sendable, Equatable {
  let name: String
  let value: String

  /// Creates a tag.
  public init(_ name: StaticString, _ value: StaticString) {
    self.name = name.description
    self.value = value.description
  }
}
