// SPDX-License-Identifier: Apache-2.0
import HTTP
import Logging
import UTC

@testable import CurlTransport
@testable import LambdaRuntime

/// Bytes as the Runtime API's responses: header lines, each with its end, and a body.
struct LambdaInput {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func readResponse() { _ = response() }

  func invocation() {
    guard let response = response(),
      let invocation = try? Invocation(response, time: StoppedTime(), logger: Self.logger)
    else { return }
    require(
      invocation.requestID.utf8.allSatisfy { $0 == 45 || $0 == 95 || isLetterOrDigit($0) },
      "a request id can stand in a path")
    let left = invocation.deadline.remaining(by: StoppedTime())
    require(left <= .seconds(900), "no deadline lies behind Lambda's longest time")
  }

  /// The response as libcurl passes it on: line by line, then the body.
  private func response() -> Response? {
    var incoming = IncomingResponse(bodyLimit: 1024)
    var rest = bytes[...]
    while incoming.response == nil, let end = rest.firstIndex(of: 10) {
      guard incoming.addHeader(Array(rest[...end])) else { return nil }
      rest = rest[(end + 1)...]
    }
    guard unsafe rest.withUnsafeBytes({ unsafe incoming.addBody($0) }) else { return nil }
    require(rest.count <= 1024, "a body is within its limit")
    let response = incoming.response
    require((100...999).contains(response?.status ?? 200), "a status has three digits")
    return response
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32)
  }

  private static let logger = Logger(label: "fuzz") { _ in
    LogWriter(
      format: "JSON", level: nil,
      write: { require(!$0.utf8.contains(10), "a line of the log is one line") })
  }
}

/// A clock that stands still.
private struct StoppedTime: Timekeeper {
  let now = Timestamp(secondsSince1970: 1_770_000_000)
  let uptime = Duration.seconds(1)
  func sleep(for duration: Duration) async {}
}
