// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A file for one test; it is removed when nobody holds it any more.
public final class TemporaryFile: Sendable {
  /// Where it is.
  public let path: String

  /// Writes a file.
  public init(_ text: String) throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(text.utf8).write(to: place)
    path = place.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
