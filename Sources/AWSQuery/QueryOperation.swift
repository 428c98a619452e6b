// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSXML
public import HTTP

// AWSQuery: the Query protocol of IAM and STS. A request is a form, a response is XML.

/// An operation of the
/// [Query protocol](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
///
/// A conforming type states its name, the version of its service's API, its parameters, and how its
/// `<…Result>` element is read.
public protocol QueryOperation: Operation {
  /// The result. It is declared again so that a conforming type need not name it.
  associatedtype Output

  /// The version of the service's API: `2010-05-08`.
  static var version: String { get }
  /// The parameters in the order in which they are sent. One that is `nil` is left out.
  var parameters: KeyValuePairs<String, String?> { get }
  /// Reads the `<…Result>` element.
  func output(of result: XMLElement) throws(MalformedResponse) -> Output
}

extension QueryOperation {
  /// A form in UTF-8: `Action`, `Version`, and the operation's own parameters.
  public func request() throws(AWSError) -> OperationRequest {
    var form = FormBody()
    form.append("Action", Self.name)
    form.append("Version", Self.version)
    for case (let name, let value?) in parameters { form.append(name, value) }
    return OperationRequest(
      .post, path: "/",
      fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: form.bytes)
  }

  /// Reads `<NameResponse><NameResult>…`.
  ///
  /// - Throws: ``MalformedResponse`` for anything else, including the response to another
  ///   operation.
  public func output(from response: Response) throws(MalformedResponse) -> Output {
    let root = try XMLElement(rootOf: response.body, textLimit: Self.responseLimit)
    guard root.name == Self.name + "Response" else {
      throw MalformedResponse("the response to \(Self.name) is <\(root.name)>")
    }
    guard let result = try root.child(named: Self.name + "Result") else {
      throw MalformedResponse("<\(root.name)> has no <\(Self.name)Result>")
    }
    return try output(of: result)
  }

  /// Reads the error, in any shape that Query services use.
  public static func error(from response: Response) -> ServiceError {
    ServiceError(xml: response)
  }
}
