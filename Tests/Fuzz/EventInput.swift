// SPDX-License-Identifier: Apache-2.0
@testable import ReminderFunction

/// Bytes in the place of an event.
struct EventInput {
  private let payload: [UInt8]

  init(_ bytes: [UInt8]) { payload = bytes }

  func event() {
    guard let event = try? Event(payload) else { return }
    require((1...3650).contains(event.alertAfterDays ?? 1), "the threshold is within its range")
    let prefix = event.pathPrefix ?? "/"
    require(prefix.first == "/" && prefix.last == "/", "a path begins and ends with a slash")
    require(prefix.utf8.allSatisfy { (33...126).contains($0) }, "a path is printable ASCII")
  }
}
