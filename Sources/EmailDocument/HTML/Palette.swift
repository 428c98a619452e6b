// SPDX-License-Identifier: Apache-2.0

/// The colours of an e-mail, `#rrggbb`. Text and the background it stands on have a contrast of at
/// least 4.5 : 1 (WCAG 2.2 AA), which a test computes.
struct Palette: Sendable {
  let page: String
  let card: String
  let ink: String
  let quiet: String
  let line: String
  let box: String
  let note: String
  let link: String
  let button: String
  let buttonInk: String
  let command: String
  let bar: String
  let alarm: String

  static let light = Palette(
    page: "#eef1f5", card: "#ffffff", ink: "#1c2430", quiet: "#566171", line: "#dbe1e8",
    box: "#f5f7fa", note: "#fdf4e3", link: "#0b57a4", button: "#0b57a4", buttonInk: "#ffffff",
    command: "#eef1f5", bar: "#5b8fc7", alarm: "#c2620f")

  static let dark = Palette(
    page: "#0f1318", card: "#1a2029", ink: "#e8ecf1", quiet: "#a8b3c1", line: "#343e4b",
    box: "#232b36", note: "#352b18", link: "#8dbdff", button: "#8dbdff", buttonInk: "#0f1318",
    command: "#11161c", bar: "#5b8fc7", alarm: "#e08a3c")
}
