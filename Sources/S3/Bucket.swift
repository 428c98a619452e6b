// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import HTTP

// S3: Amazon S3 as a service value, and its operations as values. One file an operation.

/// A bucket, the account that must own it, and how requests name it.
///
/// The host names the bucket where it can. It cannot in two cases: a name with a dot does not match
/// the certificate of `*.s3.region.amazonaws.com`, and a custom endpoint has one host only. Then
/// the path names it.
public struct Bucket: Sendable, Equatable {
  /// The bucket's name.
  public let name: String
  /// The account that owns it. S3 refuses a request when another account does.
  public let owner: String
  let isInPath: Bool

  /// The bucket `name` of `owner` and its endpoint, for a caller in `region`, where the bucket is
  /// too.
  ///
  /// - Throws: ``EndpointError`` as ``Endpoint/resolve(_:region:settings:)`` does.
  public static func resolve(
    _ name: String, ownedBy owner: String, region: Region, settings: EndpointSettings
  ) throws(EndpointError) -> (bucket: Bucket, endpoint: Endpoint) {
    let isInPath = name.utf8.contains(UInt8(ascii: ".")) || settings.namesEndpoint(of: .s3)
    let service = isInPath ? Service.s3 : .s3(bucket: name)
    let endpoint = try Endpoint.resolve(service, region: region, settings: settings)
    return (Bucket(name: name, owner: owner, isInPath: isInPath), endpoint)
  }

  /// The path of the object `key`, percent-encoded once.
  func path(of key: String) -> String {
    (isInPath ? "/\(name)/" : "/") + PercentEncoding.path.encoded(key)
  }
}
