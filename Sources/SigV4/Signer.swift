// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import UTC

// SigV4: AWS Signature Version 4 in a header, for every service but S3. The algorithm is cut where
// its specification cuts it and keeps its names: canonical request → string to sign → signature.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

/// Signs requests to one service in one region.
///
/// A request is signed as it goes on the wire: what is signed is what must be sent. `authority`
/// becomes the `Host` field, so it carries no port that is its scheme's own.
public struct Signer: Sendable {
  private let credentials: Credentials
  private let region: String
  private let service: String
  private let workbench = Workbench()

  /// Creates a signer for the scope `region`/`service`: `us-east-1`, `iam`.
  public init(credentials: Credentials, region: String, service: String) {
    self.credentials = credentials
    self.region = region
    self.service = service
  }

  /// Adds `X-Amz-Date`, `X-Amz-Security-Token` (when the credentials have a token) and
  /// `Authorization`.
  ///
  /// - Parameter date: the moment of this very attempt. AWS refuses a date that is more than five
  ///   minutes off, so a request that is sent again is signed again.
  /// - Throws: ``SigningError``; the request must not be sent.
  public func sign(_ request: Request, at date: Timestamp) throws(SigningError) -> Request {
    for field in request.fields.all where reserved.contains(field.name.lowercased()) {
      throw .reservedField(field.name)
    }
    let time = RequestDateTime(date)
    var signed = request
    signed.fields.append("X-Amz-Date", time.dateTime)
    if let token = credentials.sessionToken { signed.fields.append("X-Amz-Security-Token", token) }
    return try authorize(signed, at: time)
  }

  /// Adds `Authorization` to a request that has everything else.
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#add-signature-to-request
  func authorize(_ request: Request, at time: RequestDateTime) throws(SigningError) -> Request {
    let scope = CredentialScope(date: time.date, region: region, service: service)
    let (signedHeaders, signature) = try workbench.sign(
      request, at: time, scope: scope, secret: credentials.secretAccessKey)
    var signed = request
    signed.fields["Authorization"] =
      "\(StringToSign.algorithm) Credential=\(credentials.accessKeyID)/\(scope.text), "
      + "SignedHeaders=\(signedHeaders), Signature=\(signature)"
    return signed
  }
}

extension Signer: CustomStringConvertible, CustomReflectable {
  /// The scope; no key and no secret.
  public var description: String { "Signer(\(region)/\(service))" }
  /// Nothing: a dump of any value that holds a signer shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What only the signer may say about a request, or what the request says elsewhere: a second
/// date or host would contradict the one that is signed.
private let reserved: Set<String> = [
  "authorization", "date", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
]
