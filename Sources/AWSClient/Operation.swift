// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// One request of an AWS service as a value: what is sent, and how its answer is read.
public protocol Operation: Sendable {
  /// What a successful answer holds.
  associatedtype Output: Sendable

  /// The operation's name in AWS's model and in IAM policies: `ListUsers`.
  static var name: String { get }
  /// Whether asking again does no harm. `false` for what writes to people: when the answer is lost,
  /// nobody knows whether it was done, and it is not done again.
  static var isRepeatable: Bool { get }
  /// How the request is made; `.post` unless the operation says otherwise.
  static var method: Method { get }
  /// The path, percent-encoded as it goes on the wire: `/v2/email/outbound-emails`.
  var path: String { get }
  /// The `Content-Type` that is sent and signed with a body.
  static var contentType: String { get }
  /// The request's body.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the values make no request.
  func body() throws(AWSError) -> [UInt8]
  /// Reads the answer of a request that succeeded (status 200…299).
  ///
  /// - Throws: ``MalformedAnswer`` when the answer is not what the operation answers. An answer that
  ///   cannot be read is never an empty one.
  func output(from response: Response) throws(MalformedAnswer) -> Output
  /// Reads the error out of an answer of any other status. It always finds one: when the body
  /// says nothing, the status does.
  static func error(from response: Response) -> ServiceError
  /// Whether `error` will not pass within a run, although its code says that it may: SES speaks of
  /// throttling when the day's quota is used up. `false` unless the operation knows better.
  func isFinal(_ error: ServiceError) -> Bool
}

extension Operation {
  /// `false`: the codes mean what they mean everywhere.
  public func isFinal(_ error: ServiceError) -> Bool { false }
}

extension Operation {
  /// `.post`.
  public static var method: Method { .post }
}

/// An answer that does not hold what the operation answers.
public struct MalformedAnswer: Error, Sendable, Equatable {
  /// What was expected and what was there, for people.
  public let reason: String

  /// Creates the error.
  public init(_ reason: String) { self.reason = reason }
}
