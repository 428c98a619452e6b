// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// One operation of an AWS service as a value: what is sent, and how the response is read.
///
/// What a wrong guess would make dangerous has no default: each operation states whether it may be
/// repeated and how large a response it accepts.
public protocol Operation: Sendable {
  /// What a successful response holds.
  associatedtype Output: Sendable

  /// The operation's name in AWS's model and in IAM policies: `ListUsers`.
  static var name: String { get }
  /// Whether a repetition does no harm. `false` for what writes to people: when the response is lost,
  /// nobody knows whether it was done, and it is not done again.
  static var isRepeatable: Bool { get }
  /// The largest response that is accepted, in bytes.
  static var responseLimit: Int { get }
  /// The request.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the values make no request.
  func request() throws(AWSError) -> OperationRequest
  /// Reads the response to a request that succeeded (status 200…299).
  ///
  /// - Throws: ``MalformedAnswer`` when it is not a response to this operation. A response that cannot
  ///   be read is never an empty one.
  func output(from response: Response) throws(MalformedAnswer) -> Output
  /// Reads the error in a response of any other status. It always finds one: where the body
  /// says nothing, the status does.
  static func error(from response: Response) -> ServiceError
  /// Reads what a refusal says when that is a result to the caller and no failure, as a condition of
  /// DynamoDB that was not met; `nil`, unless the operation knows better, when it is a failure.
  ///
  /// - Throws: ``MalformedAnswer`` when the refusal does not hold that result.
  func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedAnswer) -> Output?
  /// Refuses a response, of whatever status, that was damaged on its way. Without a check of its own an
  /// operation accepts all.
  static func check(_ response: Response) throws(MalformedAnswer)
  /// Whether `error` will not pass within a run although its code says that it may: SES speaks of
  /// throttling when the day's quota is used up. `false` unless the operation knows better.
  func isFinal(_ error: ServiceError) -> Bool
}

extension Operation {
  /// `nil`: a refusal is a failure.
  public func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedAnswer) -> Output? { nil }

  /// Accepts all.
  public static func check(_ response: Response) throws(MalformedAnswer) {}

  /// `false`: every code means what it means everywhere.
  public func isFinal(_ error: ServiceError) -> Bool { false }

  /// Reads any response.
  func result(from response: Response) throws(MalformedAnswer) -> Result<Output, ServiceError> {
    try Self.check(response)
    if (200..<300).contains(response.status) { return .success(try output(from: response)) }
    let error = Self.error(from: response)
    if let output = try output(ofRefusal: error, in: response) { return .success(output) }
    return .failure(error)
  }
}

/// A response that does not hold what the operation expects.
public struct MalformedAnswer: Error, Sendable, Equatable {
  /// What was expected and what was there, for people.
  public let reason: String

  /// Creates the error.
  public init(_ reason: String) { self.reason = reason }
}
