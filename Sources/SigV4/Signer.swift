// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import UTC

// SigV4: AWS Signature Version 4 in a header field. The algorithm is cut where its specification
// cuts it, and its types have the specification's names: canonical request → string to sign →
// signature.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

/// Signs the requests to one service in one region with one set of credentials.
///
/// A request is signed as it will be sent, and must be sent as it was signed. `authority` becomes
/// the `Host` field, so it names a port only where that is not its scheme's own.
public struct Signer: Sendable {
  private let credentials: Credentials
  private let region: String
  private let service: String
  private let options: SigningOptions
  private let cache = SigningCache()

  /// Creates a signer for the scope `region`/`service`: `us-east-1`, `iam`.
  public init(
    credentials: Credentials, region: String, service: String, options: SigningOptions = .standard
  ) {
    self.credentials = credentials
    self.region = region
    self.service = service
    self.options = options
  }

  /// Adds `X-Amz-Date`, `X-Amz-Security-Token` (when the credentials have a token),
  /// `x-amz-content-sha256` (where the options ask for it) and `Authorization`.
  ///
  /// - Parameter date: the moment of this attempt. AWS refuses a date that is more than five
  ///   minutes off, so a request that is sent again is signed again.
  /// - Throws: ``SigningError``; the request must not be sent.
  public func sign(_ request: Request, at date: Timestamp) throws(SigningError) -> Request {
    for field in request.fields.all where reserved.contains(field.name.lowercased()) {
      throw .reservedField(field.name)
    }
    let time = RequestDateTime(date)
    let scope = CredentialScope(date: time.date, region: region, service: service)
    var signed = request
    signed.fields.append("X-Amz-Date", time.dateTime)
    if let token = credentials.sessionToken { signed.fields.append("X-Amz-Security-Token", token) }
    let (signedHeaders, signature) = try cache.sign(
      &signed, at: time, scope: scope, secret: credentials.secretAccessKey, options: options)
    signed.fields.append(
      "Authorization",
      "\(StringToSign.algorithm) Credential=\(credentials.accessKeyID)/\(scope.text), "
        + "SignedHeaders=\(signedHeaders), Signature=\(signature)")
    return signed
  }
}

extension Signer: CustomStringConvertible, CustomReflectable {
  /// The scope, without any part of the credentials.
  public var description: String { "Signer(\(region)/\(service))" }
  /// Empty, so that a dump of any value that holds a signer shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The fields that the signer sets, and those that would contradict what it signs: a second date or
/// host.
private let reserved: Set<String> = [
  "authorization", "date", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
]
