// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization

/// What a signer keeps from one signature to the next: a digest context and the day's signing key.
///
/// Both are made at the first signature, not at the start of the process. Deriving the key takes
/// five keyed contexts, so a kept key saves most of a signature's work. The scope of another day
/// derives another key.
final class SigningCache: Sendable {
  private let contexts = Mutex<SigningContexts?>(nil)

  /// Signs `request`, adding `x-amz-content-sha256` where the options ask for it.
  func sign(
    _ request: inout Request, at time: RequestDateTime, scope: CredentialScope, secret: String,
    options: SigningOptions
  ) throws(SigningError) -> (signedHeaders: String, signature: String) {
    try contexts.withLock { contexts throws(SigningError) in
      // Taken out, so that contexts that failed are not put back.
      let current = try SigningContexts.current(
        reusing: contexts.take(), scope: scope, secret: secret)
      let result = try current.sign(&request, at: time, options: options)
      contexts = consume current
      return result
    }
  }
}

private struct SigningContexts: ~Copyable {
  private let sha256: SHA256
  private var key: SigningKey

  static func current(
    reusing old: consuming SigningContexts?, scope: CredentialScope, secret: String
  ) throws(SigningError) -> SigningContexts {
    guard var contexts = old else {
      return SigningContexts(
        sha256: try SHA256(), key: try SigningKey(secret: secret, scope: scope))
    }
    if contexts.key.scope != scope { contexts.key = try SigningKey(secret: secret, scope: scope) }
    return contexts
  }

  func sign(
    _ request: inout Request, at time: RequestDateTime, options: SigningOptions
  ) throws(SigningError) -> (signedHeaders: String, signature: String) {
    let hashedPayload = try sha256.hash(request.body).hexadecimal
    if options.sendsPayloadHash { request.fields.append("x-amz-content-sha256", hashedPayload) }
    let canonical = try CanonicalRequest(request, hashedPayload: hashedPayload, options: options)
    let string = StringToSign(
      at: time, scope: key.scope,
      hashedCanonicalRequest: try sha256.hash(canonical.bytes).hexadecimal)
    return (canonical.signedHeaders, try key.signature(of: string))
  }
}
