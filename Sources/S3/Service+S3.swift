// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import SigV4

extension Service {
  /// Amazon S3: an endpoint in each region, which signs as `s3`. The path names the bucket.
  public static let s3 = s3(host: "")

  /// Amazon S3 with the name of a bucket, which contains no dot, in the host's name.
  static func s3(bucket: String) -> Service { s3(host: bucket + ".") }

  /// The path is signed as it is sent, and the payload's hash is sent too.
  ///
  /// In us-east-1 the SDKs use the host without a region. China has no FIPS hosts, and the SDKs name
  /// no dual-stack hosts in two of the isolated partitions.
  private static func s3(host prefix: String) -> Service {
    Service(
      name: "Amazon S3", endpointVariable: "AWS_ENDPOINT_URL_S3", signingName: "s3",
      signing: SigningOptions(
        encodesPathTwice: false, normalisesPath: false, sendsPayloadHash: true),
      hosts: HostRule { region, variant in
        guard !(region.partition == .china && variant.useFIPS) else { return nil }
        guard !variant.useDualStack || region.partition.hasDualStackHosts else { return nil }
        if region.name == "us-east-1", variant == .standard { return "\(prefix)s3.amazonaws.com" }
        let label = variant.useFIPS ? "s3-fips" : "s3"
        // Dual-stack hosts are among the others, under the partition's common suffix.
        return region.host(
          prefix + label + (variant.useDualStack ? ".dualstack" : ""), .standard)
      })
  }
}
