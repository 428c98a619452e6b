// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import JSON

extension JSON {
  /// The object in the body of `response`.
  ///
  /// - Throws: ``MalformedResponse`` for anything but a JSON object, including an empty body.
  public init(bodyOf response: Response) throws(MalformedResponse) {
    guard let body = try? JSON(parsing: response.body), body.object != nil else {
      throw MalformedResponse("the body is not a JSON object")
    }
    self = body
  }

  /// The value of the member called `name`, read as `\.string` or another kind; `nil` when the
  /// member is missing or `null`.
  ///
  /// - Throws: ``MalformedResponse`` when the member is of another kind, or the value is not an
  ///   object.
  public func member<Value>(
    _ name: String, _ read: (JSON) -> Value?
  ) throws(MalformedResponse) -> Value? {
    guard let members = object else {
      throw MalformedResponse("the value that should contain \(name) is not an object")
    }
    guard let member = members[name], member != .null else { return nil }
    guard let value = read(member) else { throw MalformedResponse("\(name) has the wrong type") }
    return value
  }
}
