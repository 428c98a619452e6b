// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP

/// Reads an object.
///
/// Whether there is none can be seen only by those who may list the bucket: to others it is
/// `AccessDenied`.
///
/// [GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html)
public struct GetObject: Operation {
  /// `GetObject`.
  public static let name = "GetObject"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 8 MiB: what is kept of an account with 5,000 owners of stale keys.
  public static let responseLimit = 1 << 23

  /// Where it is read.
  public let bucket: Bucket
  /// The object's key, not encoded.
  public let key: String

  /// Creates a read.
  public init(bucket: Bucket, key: String) {
    self.bucket = bucket
    self.key = key
  }

  /// `GET`.
  public func request() -> OperationRequest {
    OperationRequest(
      .get, path: bucket.path(of: key), fields: ["x-amz-expected-bucket-owner": bucket.owner])
  }

  /// The object's content.
  public func output(from response: Response) -> [UInt8]? { response.body }

  /// `nil` when there is no such object. A bucket that does not exist is a failure.
  public func output(ofRefusal error: ServiceError, in response: Response) -> [UInt8]?? {
    error.code == "NoSuchKey" ? .some(nil) : nil
  }

  /// Reads the error.
  public static func error(from response: Response) -> ServiceError {
    ServiceError(s3: response)
  }
}
