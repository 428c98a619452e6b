// SPDX-License-Identifier: Apache-2.0

/// A word by which the events of mails are told apart where a configuration set publishes them.
///
/// Name and value are 1 to 256 ASCII letters, digits, hyphens and underscores
/// ([MessageTag](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html)). They are
/// words of this program: nothing from outside can stand in one.
public struct MessageTag: Sendable, Equatable {
  let name: String
  let value: String

  /// Creates a tag of two words.
  public init(_ name: StaticString, _ value: StaticString) {
    self.name = name.description
    self.value = value.description
  }
}
