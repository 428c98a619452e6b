// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP

/// Writes an object, unless there is one of this key.
///
/// [PutObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html)
public struct PutObject: Operation {
  /// `PutObject`.
  public static let name = "PutObject"
  /// `true`: what an earlier attempt has written is not written again, but found.
  public static let isRepeatable = true
  /// 64 KiB: only an error has a body.
  public static let responseLimit = 1 << 16

  /// Where it is written.
  public let bucket: Bucket
  /// The object's key, not encoded: `runs/r1/plan.json`.
  public let key: String
  /// What is written.
  public let body: [UInt8]
  /// What it is: `application/json`.
  public let contentType: String

  /// Creates a write.
  public init(bucket: Bucket, key: String, body: [UInt8], contentType: String) {
    self.bucket = bucket
    self.key = key
    self.body = body
    self.contentType = contentType
  }

  /// What became of the write.
  public enum Output: Sendable, Equatable {
    /// The object is there now.
    case written
    /// There was one of this key already, which is as it was. An attempt whose response was lost
    /// may have written it.
    case existed
  }

  /// `PUT`, on the condition that there is no such object.
  public func request() -> OperationRequest {
    OperationRequest(
      .put, path: bucket.path(of: key),
      fields: [
        "Content-Type": contentType, "If-None-Match": "*",
        "x-amz-expected-bucket-owner": bucket.owner,
      ], body: body)
  }

  /// Nothing is read from a success.
  public func output(from response: Response) -> Output { .written }

  /// An object that exists is a result.
  public func output(ofRefusal error: ServiceError, in response: Response) -> Output? {
    error.code == "PreconditionFailed" || error.status == 412 ? .existed : nil
  }

  /// Reads the error.
  public static func error(from response: Response) -> ServiceError {
    ServiceError(s3: response)
  }
}
