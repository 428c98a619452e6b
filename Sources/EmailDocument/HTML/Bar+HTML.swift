// SPDX-License-Identifier: Apache-2.0

extension EmailDocument.Bar {
  /// The bars below each other, as wide as their counts compared with the largest.
  static func chart(_ bars: [Self]) -> HTML {
    let largest = max(1, bars.map(\.count).max() ?? 0)
    let rows = bars.map { $0.row(percent: ($0.count * 100 + largest - 1) / largest) }
    return "\(HTML.openTable(Style.grid))\n\(rows)</table>"
  }

  private func row(percent: Int) -> HTML {
    """
    <tr><td width="126" \(Style.barLabel)>\(label)</td>\
    <td \(Style.barCell)>\(percent > 0 ? drawn(percent: percent) : "")</td>\
    <td width="48" align="right" \(Style.barCount)>\(count)</td></tr>

    """
  }

  /// A table cell with a background: it needs no image, and Word's engine draws it as well.
  private func drawn(percent: Int) -> HTML {
    """
    <table role="presentation" width="\(percent)%" cellpadding="0" cellspacing="0" border="0">\
    <tr><td \(isAlarming ? Style.alarmingBar : Style.bar)>&nbsp;</td></tr></table>
    """
  }
}
