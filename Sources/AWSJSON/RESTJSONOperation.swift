// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import JSON

// AWSJSON: the protocols that send and receive JSON: REST-JSON (SES), JSON 1.0 (DynamoDB) and
// JSON 1.1 (Organizations). What their operations share is the reader of bodies and of errors.

/// An operation of the protocol
/// [REST-JSON](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): method and path
/// name the operation.
public protocol RESTJSONOperation: Operation {
  /// What a successful response holds. Declared again so that a conforming type need not name it.
  associatedtype Output

  /// The method.
  var method: Method { get }
  /// The path, percent-encoded as it is sent, with the API's version: `/v2/email/account`.
  var path: String { get }
  /// The query's parameters, not encoded.
  var query: [String: String] { get }
  /// The body; `nil` for none.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the values make no request.
  func input() throws(AWSError) -> JSON?
  /// Reads the body of a successful response.
  func output(of body: JSON) throws(MalformedResponse) -> Output
}

extension RESTJSONOperation {
  /// Empty.
  public var query: [String: String] { [:] }

  /// The request. Without a body it names no content type.
  public func request() throws(AWSError) -> OperationRequest {
    var request = OperationRequest(method, path: path, query: query)
    if let input = try input() {
      request.fields.append("Content-Type", "application/json")
      request.body = input.bytes
    }
    return request
  }

  /// Reads the body, which must be a JSON object.
  public func output(from response: Response) throws(MalformedResponse) -> Output {
    try output(of: try JSON(bodyOf: response))
  }

  /// Reads the error, in whichever of the shapes that JSON services use.
  public static func error(from response: Response) -> ServiceError {
    JSONError.read(from: response)
  }
}
