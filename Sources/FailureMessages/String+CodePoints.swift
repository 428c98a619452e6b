// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text with the code point of each invisible character, `bo[U+200B]@example.com`. A message
  /// about a wrong value must show what is wrong with it.
  public var withCodePoints: String {
    var visible = ""
    for scalar in unicodeScalars {
      if scalar.isInvisible {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        visible +=
          "[U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "]"
      } else {
        visible.unicodeScalars.append(scalar)
      }
    }
    return visible
  }
}

extension Unicode.Scalar {
  /// Whether it shows nothing, or something that looks like an ordinary space. The value of a tag
  /// may hold such characters: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: self != " "
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
