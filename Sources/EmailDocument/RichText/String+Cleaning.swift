// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text as an e-mail shows it: every control character and line separator is a space, and the
  /// marks that change the direction of writing are left out.
  public var singleLine: String {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return self }
    var line = ""
    for scalar in unicodeScalars where !scalar.properties.isBidiControl {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line += " "
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The text, cut with an ellipsis where it has more than `length` characters.
  public func shortened(to length: Int) -> String {
    count > length ? prefix(length - 1) + "…" : self
  }

  /// The text as a header may hold it: every character but printable ASCII is a `?`.
  public var printableASCII: String {
    var line = ""
    for scalar in unicodeScalars {
      line.unicodeScalars.append((" "..."~").contains(scalar) ? scalar : "?")
    }
    return line
  }
}
