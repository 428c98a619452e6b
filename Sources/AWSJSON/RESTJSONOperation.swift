// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import JSON

// AWSJSON: the protocols that send and receive JSON: REST-JSON (SES), JSON 1.0 (DynamoDB) and
// JSON 1.1 (Organizations). Their operations share the readers of bodies and of errors.

/// An operation of the protocol
/// [REST-JSON](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): method and path
/// name the operation.
public protocol RESTJSONOperation: Operation {
  /// The result. It is declared again so that a conforming type need not name it.
  associatedtype Output

  /// The method.
  var method: Method { get }
  /// The path, percent-encoded as it is sent, with the API's version: `/v2/email/account`.
  var path: String { get }
  /// The query's parameters, not encoded.
  var query: [String: String] { get }
  /// The body; `nil` for none.
  ///
  /// - Throws: ``AWSError/invalidRequest(_:)`` when the operation's values are not valid.
  func input() throws(AWSError) -> JSON?
  /// Reads the body of a successful response.
  func output(of body: JSON) throws(MalformedResponse) -> Output
}

extension RESTJSONOperation {
  /// Empty.
  public var query: [String: String] { [:] }

  /// The request. Only a request with a body has a content type.
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

  /// Reads the error, in any shape that JSON services use.
  public static func error(from response: Response) -> ServiceError {
    JSONError.read(from: response)
  }
}
