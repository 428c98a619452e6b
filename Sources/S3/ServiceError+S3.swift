// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSXML
import HTTP

extension ServiceError {
  /// Reads an error of S3, and says in which region the bucket is when S3 says that it is in
  /// another one.
  ///
  /// [Error responses](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)
  init(s3 response: Response) {
    let error = ServiceError(xml: response)
    let isElsewhere = [
      "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
      "301", "307", "TemporaryRedirect",
    ].contains(error.code)
    guard isElsewhere, let region = response.fields["x-amz-bucket-region"] else {
      self = error
      return
    }
    self.init(
      response, code: error.code, message: "The bucket is in \(region). \(error.message)",
      requestID: error.requestID)
  }
}
