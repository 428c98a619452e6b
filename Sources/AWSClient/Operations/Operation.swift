// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// One operation of an AWS service as a value: what is sent, and how the response is read.
///
/// Where a wrong assumption would be dangerous there is no default: each operation states whether
/// it may be repeated and how large a response it accepts.
public protocol Operation: Sendable {
  /// What a successful response contains.
  associatedtype Output: Sendable

  /// The operation's name in AWS's model and in IAM policies: `ListUsers`.
  static var name: String { get }
  /// Whether a repetition does no harm. `false` for what writes to people: when the response is
  /// lost, nobody knows whether it was done, so it is not done again.
  static var isRepeatable: Bool { get }
  /// The largest response that is accepted, in bytes.
  static var responseLimit: Int { get }
  /// The request.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the operation's values are not valid.
  func request() throws(AWSError) -> OperationRequest
  /// Reads the response to a request that succeeded (status 200…299).
  ///
  /// - Throws: ``MalformedResponse`` when it is not a response to this operation. A response that
  ///   cannot be read is never an empty one.
  func output(from response: Response) throws(MalformedResponse) -> Output
  /// Reads the error in a response of any other status. A body that says nothing is an error too,
  /// whose code is the status.
  static func error(from response: Response) -> ServiceError
  /// Reads a refusal that is a result to the caller, such as a condition of DynamoDB that was not
  /// met; `nil`, the default, when it is a failure.
  ///
  /// - Throws: ``MalformedResponse`` when the refusal does not contain that result.
  func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedResponse) -> Output?
  /// Refuses a response, of whatever status, that was damaged on its way. By default every response
  /// is accepted.
  static func check(_ response: Response) throws(MalformedResponse)
  /// Whether `error` lasts longer than a run although its code says that it may pass: SES uses a
  /// throttling code when the day's quota is used up. `false` unless the operation says otherwise.
  func isFinal(_ error: ServiceError) -> Bool
}

extension Operation {
  /// `nil`: a refusal is a failure.
  public func output(
    ofRefusal error: ServiceError, in response: Response
  ) throws(MalformedResponse) -> Output? { nil }

  /// Accepts every response.
  public static func check(_ response: Response) throws(MalformedResponse) {}

  /// `false`: each code means the same as everywhere.
  public func isFinal(_ error: ServiceError) -> Bool { false }

  /// Reads any response.
  func result(from response: Response) throws(MalformedResponse) -> Result<Output, ServiceError> {
    try Self.check(response)
    if (200..<300).contains(response.status) { return .success(try output(from: response)) }
    let error = Self.error(from: response)
    if let output = try output(ofRefusal: error, in: response) { return .success(output) }
    return .failure(error)
  }
}
