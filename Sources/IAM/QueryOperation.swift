// SPDX-License-Identifier: Apache-2.0

// IAM: operations of AWS Identity and Access Management as typed values. It speaks AWS's Query
// protocol: a form goes out, XML comes back. One file an operation; what they share is the form
// (FormBody), the reader of answers (XMLParser, XMLElement) and of errors (QueryError).
// The rule of the room: an answer that cannot be read is an error, never "no users", and a date
// that cannot be read is unknown, never "new".

import AWSClient
import HTTP

/// An operation of the
/// [Query protocol](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
///
/// A conforming type says its name, its parameters, and how its `<…Result>` element is read.
protocol QueryOperation: Operation {
  /// What is asked, in the order in which it is sent; a parameter that is `nil` is left out.
  var parameters: KeyValuePairs<String, String?> { get }
  /// Reads the `<…Result>` element.
  func output(of result: XMLElement) throws(MalformedAnswer) -> Output
}

extension QueryOperation {
  /// `true`: the operations of this room only read.
  public static var isRepeatable: Bool { true }
  /// A form, in UTF-8.
  public static var contentType: String { "application/x-www-form-urlencoded; charset=utf-8" }
  /// `/`; the form names the operation.
  public var path: String { "/" }

  /// The form: `Action`, `Version`, and the operation's own parameters.
  public func body() throws(AWSError) -> [UInt8] {
    var form = FormBody()
    form.append("Action", Self.name)
    form.append("Version", "2010-05-08")
    for case (let name, let value?) in parameters { form.append(name, value) }
    return form.bytes
  }

  /// Reads `<NameResponse><NameResult>…`.
  ///
  /// - Throws: ``MalformedAnswer`` for anything else, another operation's answer too.
  public func output(from response: Response) throws(MalformedAnswer) -> Output {
    let root = try XMLParser.root(of: response.body)
    guard root.name == Self.name + "Response" else {
      throw MalformedAnswer("\(Self.name) was answered with <\(root.name)>")
    }
    guard let result = try root.child(named: Self.name + "Result") else {
      throw MalformedAnswer("<\(root.name)> has no <\(Self.name)Result>")
    }
    return try output(of: result)
  }

  /// Reads the error.
  public static func error(from response: Response) -> ServiceError {
    QueryError.read(from: response)
  }
}
