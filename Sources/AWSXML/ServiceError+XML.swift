// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP

// AWSXML: the XML of responses and errors, for the Query protocol and for S3. A response that
// cannot be read is an error, never "no users", and a date that cannot be read is unknown, never
// "new".

extension ServiceError {
  /// Reads code, message and request id of an error in XML.
  ///
  /// The shapes: `<ErrorResponse><Error>` with `<RequestId>` beside it (IAM, STS),
  /// `<Response><Errors><Error>` with `<RequestID>` (EC2, SimpleDB), `<ErrorResponse><Errors><Error>`
  /// (moto's signature errors), `<Error>` as the root (S3). Anything else, such as a proxy's HTML
  /// page, contains no error: then the status is the error.
  public init(xml response: Response) {
    guard let root = try? XMLParser.root(of: response.body), let error = root.error else {
      self.init(response, code: nil, message: nil)
      return
    }
    self.init(
      response,
      code: error.first("Code")?.text,
      message: (error.first("Message") ?? error.first("message"))?.text,
      requestID: root.requestID ?? root.first("ResponseMetadata")?.requestID ?? error.requestID)
  }
}

extension XMLElement {
  fileprivate var error: XMLElement? {
    switch name {
    case "Error": self
    case "ErrorResponse", "Response":
      first("Error") ?? first("Errors")?.first("Error") ?? first("Errors")
    default: nil
    }
  }

  fileprivate var requestID: String? { (first("RequestId") ?? first("RequestID"))?.text }
}
