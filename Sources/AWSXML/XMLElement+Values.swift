// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import UTC

// The kinds of values in responses.

extension XMLElement {
  /// The text of the child called `name`, without white space around it. It must exist and not be
  /// empty.
  public func requiredWord(_ name: String) throws(MalformedResponse) -> String {
    guard let word = try child(named: name)?.word, !word.isEmpty else {
      throw MalformedResponse("<\(self.name)> has no <\(name)>")
    }
    return word
  }

  /// The moment in the child called `name`; `nil`, which means unknown, when it is missing or
  /// cannot be read.
  public func date(_ name: String) throws(MalformedResponse) -> Timestamp? {
    try child(named: name)?.timestamp
  }

  /// The moment in the element's text; `nil` when it cannot be read.
  public var timestamp: Timestamp? { TimestampReader.moment(from: trimmed) }
}
