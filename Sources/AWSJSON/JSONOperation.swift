// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import JSON

/// An operation of the protocols
/// [JSON 1.0](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
/// [JSON 1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html), which DynamoDB and
/// Organizations use: everything goes to one path, and a field names the operation.
///
/// A conforming type states its name, the version of its protocol, its service's target, its input,
/// and how its output is read.
public protocol JSONOperation: Operation {
  /// The result. It is declared again so that a conforming type need not name it.
  associatedtype Output

  /// The version of the protocol that the service uses.
  static var jsonVersion: JSONVersion { get }
  /// The service and its API's version, which precede the operation's name in `X-Amz-Target`:
  /// `DynamoDB_20120810`.
  static var target: String { get }
  /// The body of the request.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the operation's values are not valid.
  func input() throws(AWSError) -> JSON
  /// Reads the body of a successful response.
  func output(of body: JSON) throws(MalformedResponse) -> Output
}

/// The version of a JSON protocol.
public enum JSONVersion: String, Sendable {
  /// For DynamoDB and Step Functions.
  case v1_0 = "1.0"
  /// For Organizations.
  case v1_1 = "1.1"
}

extension JSONOperation {
  /// `POST /` with the input as its body.
  public func request() throws(AWSError) -> OperationRequest {
    OperationRequest(
      .post, path: "/",
      fields: [
        "Content-Type": "application/x-amz-json-\(Self.jsonVersion.rawValue)",
        "X-Amz-Target": "\(Self.target).\(Self.name)",
      ], body: try input().bytes)
  }

  /// Reads the body, which must be a JSON object.
  public func output(from response: Response) throws(MalformedResponse) -> Output {
    try output(of: try JSON(bodyOf: response))
  }

  /// Reads the error, in any shape that JSON services use.
  public static func error(from response: Response) -> ServiceError {
    JSONError.read(from: response)
  }

  /// Refuses a body that does not have the checksum in `x-amz-crc32`, which DynamoDB sends.
  public static func check(_ response: Response) throws(MalformedResponse) {
    try CRC32.check(response)
  }
}
