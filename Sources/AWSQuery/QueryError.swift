// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP

/// Reads code, message and request id of the errors of Query services.
///
/// The shapes: `<ErrorResponse><Error>` with `<RequestId>` beside it (IAM, STS),
/// `<Response><Errors><Error>` with `<RequestID>` (EC2, SimpleDB), `<ErrorResponse><Errors><Error>`
/// (moto's signature errors), `<Error>` as the root (S3). Anything else, such as a proxy's HTML
/// page, contains no error: then the status is the error.
enum QueryError {
  static func read(from response: Response) -> ServiceError {
    guard let root = try? XMLParser.root(of: response.body), let error = error(in: root) else {
      return ServiceError(response, code: nil, message: nil)
    }
    let metadata = root.first("ResponseMetadata")
    return ServiceError(
      response,
      code: error.first("Code")?.text,
      message: (error.first("Message") ?? error.first("message"))?.text,
      requestID: requestID(in: root) ?? metadata.flatMap(requestID) ?? requestID(in: error))
  }

  private static func error(in root: XMLElement) -> XMLElement? {
    switch root.name {
    case "Error": root
    case "ErrorResponse", "Response":
      root.first("Error") ?? root.first("Errors")?.first("Error") ?? root.first("Errors")
    default: nil
    }
  }

  private static func requestID(in element: XMLElement) -> String? {
    (element.first("RequestId") ?? element.first("RequestID"))?.text
  }
}
