// SPDX-License-Identifier: Apache-2.0

/// How the signatures of services differ: for S3 the path is signed as it is sent, and a header
/// field contains the payload's hash.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
public struct SigningOptions: Sendable, Equatable {
  /// Whether the path, which is percent-encoded as it is sent, is encoded once more for the
  /// signature.
  public var encodesPathTwice: Bool
  /// Whether empty segments, `.` and `..` are resolved before the path is signed. An object's key
  /// in S3 may contain them.
  public var normalisesPath: Bool
  /// Whether the payload's SHA-256 is sent, and signed, as `x-amz-content-sha256`.
  public var sendsPayloadHash: Bool

  /// Creates options.
  public init(encodesPathTwice: Bool, normalisesPath: Bool, sendsPayloadHash: Bool) {
    self.encodesPathTwice = encodesPathTwice
    self.normalisesPath = normalisesPath
    self.sendsPayloadHash = sendsPayloadHash
  }

  /// The options of every service but S3.
  public static let standard = SigningOptions(
    encodesPathTwice: true, normalisesPath: true, sendsPayloadHash: false)
}
