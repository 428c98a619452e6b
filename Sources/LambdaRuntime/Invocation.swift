// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import Logging
import UTC

/// One event, and what Lambda says about it.
public struct Invocation: Sendable {
  /// Lambda's id of the invocation.
  public let requestID: String
  /// When Lambda ends the process at the latest.
  public let deadline: Deadline
  /// The ARN of the invoked function, which contains the account; `nil` if Lambda did not send it.
  public let invokedFunctionARN: String?
  /// X-Ray's trace, if there is one.
  public let traceID: String?
  /// The event, usually JSON.
  public let payload: [UInt8]
  /// Writes log lines with the request id.
  public let logger: Logger

  /// Lambda's longest time limit, 15 minutes. A later deadline is cut to it.
  static let longestTime = Duration.seconds(900)
  /// The time that is assumed when Lambda names no usable deadline.
  static let defaultTime = Duration.seconds(30)

  /// Reads the response to `next`.
  ///
  /// Only the request id is required.
  init(_ response: Response, time: some Timekeeper, logger: Logger) throws(RuntimeError) {
    // The first of several fields of the same name counts.
    func field(_ name: String) -> String? { response.fields.values(of: name).first }
    guard let id = field(FieldName.requestID), Self.isRequestID(id) else { throw .missingRequestID }
    requestID = id
    invokedFunctionARN = field(FieldName.functionARN)
    traceID = field(FieldName.traceID)
    payload = response.body
    var logger = logger
    logger[metadataKey: "requestId"] = "\(id)"
    self.logger = logger
    let left = Self.timeLeft(field(FieldName.deadline), now: time.now)
    if left == nil { logger.warning("Lambda named no usable deadline.") }
    deadline = Deadline(in: left ?? Self.defaultTime, by: time)
  }

  /// The id becomes part of a path: ASCII letters, digits and hyphens only.
  private static func isRequestID(_ id: String) -> Bool {
    (1...128).contains(id.utf8.count)
      && id.allSatisfy { $0 == "-" || $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// The time until a deadline in milliseconds since 1970; `nil` for a field that is missing or
  /// unusable.
  static func timeLeft(_ field: String?, now: Timestamp) -> Duration? {
    guard let field, let deadline = Int64(field), deadline > 0 else { return nil }
    let left = Timestamp(millisecondsSince1970: Int(deadline)) - now
    guard left < .seconds(1_000_000_000) else { return nil }
    return min(left, longestTime)
  }
}
