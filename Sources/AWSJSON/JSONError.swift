// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import JSON

/// Reads code and message of the errors of JSON services
/// ([error shapes](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization)).
///
/// The code is in the field `x-amzn-errortype`, or else in the body's `__type`, `code` or `Code`. A
/// body that is not JSON is the message, as in botocore, unless it is the HTML page of a proxy.
enum JSONError {
  static func read(from response: Response) -> ServiceError {
    let body = (try? JSON(parsing: response.body))?.object
    let type =
      response.fields["x-amzn-errortype"] ?? body.flatMap { first($0, "__type", "code", "Code") }
    let message = body.map { first($0, "message", "Message") } ?? plainText(response.body)
    return ServiceError(response, code: type.flatMap(bareName), message: message)
  }

  /// The first of the members called `names` that is a text or a whole number and is not empty.
  private static func first(_ members: [String: JSON], _ names: String...) -> String? {
    names.lazy.compactMap { members[$0] }
      .compactMap { $0.string ?? $0.integer.map { String($0) } }
      .first { !$0.isEmpty }
  }

  /// `Name` of `namespace#Name:http://url/`.
  private static func bareName(_ type: String) -> String? {
    let withoutURL = type.prefix { $0 != ":" }
    return withoutURL.split(separator: "#").last.map(String.init)
  }

  private static func plainText(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(4096), as: UTF8.self)
    let start = text.drop(while: \.isWhitespace).prefix(14).lowercased()
    return start.hasPrefix("<html") || start.hasPrefix("<!doctype html") ? nil : text
  }
}
