// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The output from which Lambda reads the log.
public enum StandardOutput {
  /// Writes a line and its line break in one call, so that the lines of two writers do not mix.
  ///
  /// When the output is closed, the line is lost and the program continues.
  public static let write: @Sendable (String) -> Void = { _ = isWritten($0) }

  /// Writes it, and says whether all of it was taken.
  static func isWritten(_ line: String) -> Bool {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
