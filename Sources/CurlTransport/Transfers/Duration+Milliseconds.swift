// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

extension Duration {
  /// Whole milliseconds, rounded up, so that a wait is never too short. At most the largest C int,
  /// 24 days.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < Int64(CInt.max) / 1000 else { return Int(CInt.max) }
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
