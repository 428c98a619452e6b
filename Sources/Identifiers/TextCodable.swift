// SPDX-License-Identifier: Apache-2.0

/// What is written as its text, and checked again when it is read back.
public protocol TextCodable: LosslessStringConvertible, Codable {}

extension TextCodable {
  /// Reads a text.
  ///
  /// - Throws: `DecodingError` when the text is not one of the kind.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    let text = try value.decode(String.self)
    guard let identifier = Self(text) else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "not a \(Self.self)")
    }
    self = identifier
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(description)
  }
}
