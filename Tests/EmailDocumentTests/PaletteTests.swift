// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@testable import EmailDocument

@Suite("The colours", .limited)
struct PaletteTests {
  @Test("text and ground differ by 4.5 : 1 or more", arguments: [Palette.light, Palette.dark])
  func contrast(_ palette: Palette) throws {
    let pairs = [
      (palette.ink, palette.card), (palette.ink, palette.box), (palette.ink, palette.note),
      (palette.quiet, palette.card), (palette.quiet, palette.box),
      (palette.link, palette.card), (palette.link, palette.box), (palette.link, palette.note),
      (palette.buttonInk, palette.button), (palette.ink, palette.command),
    ]
    for (text, ground) in pairs {
      #expect(try ratio(text, ground) >= 4.5, "\(text) on \(ground)")
    }
  }

  @Test("bars and their ground differ by 3 : 1 or more", arguments: [Palette.light, Palette.dark])
  func bars(_ palette: Palette) throws {
    #expect(try ratio(palette.bar, palette.card) >= 3)
    #expect(try ratio(palette.alarm, palette.card) >= 3)
  }

  private func ratio(_ one: String, _ other: String) throws -> Double {
    let bright = try [luminance(one), luminance(other)].sorted()
    return (bright[1] + 0.05) / (bright[0] + 0.05)
  }

  /// Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance.
  private func luminance(_ color: String) throws -> Double {
    let value = try #require(Int(color.dropFirst(), radix: 16))
    let linear = [value >> 16, value >> 8 & 255, value & 255].map { channel in
      let part = Double(channel) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
