// SPDX-License-Identifier: Apache-2.0
import HTTP
import Synchronization

/// The tools a signer uses again and again: a digest context and the day's signing key.
///
/// Both are made at the first signature, not at the start of the process. Keeping the key saves
/// the making of five keyed contexts a signature; another day's scope makes it anew.
final class Workbench: Sendable {
  private let tools = Mutex<Tools?>(nil)

  func sign(
    _ request: Request, at time: RequestDateTime, scope: CredentialScope, secret: String
  ) throws(SigningError) -> (signedHeaders: String, signature: String) {
    try tools.withLock { tools throws(SigningError) in
      // Taken out, so that tools that failed are not put back.
      let ready = try Tools.ready(reusing: tools.take(), scope: scope, secret: secret)
      let result = try ready.sign(request, at: time)
      tools = consume ready
      return result
    }
  }
}

private struct Tools: ~Copyable {
  private let sha256: SHA256
  private var key: SigningKey

  static func ready(
    reusing old: consuming Tools?, scope: CredentialScope, secret: String
  ) throws(SigningError) -> Tools {
    guard var tools = old else {
      return Tools(sha256: try SHA256(), key: try SigningKey(secret: secret, scope: scope))
    }
    if tools.key.scope != scope { tools.key = try SigningKey(secret: secret, scope: scope) }
    return tools
  }

  func sign(
    _ request: Request, at time: RequestDateTime
  ) throws(SigningError) -> (signedHeaders: String, signature: String) {
    let canonical = try CanonicalRequest(
      request, hashedPayload: sha256.hash(request.body).hexadecimal)
    let string = StringToSign(
      at: time, scope: key.scope,
      hashedCanonicalRequest: try sha256.hash(canonical.bytes).hexadecimal)
    return (canonical.signedHeaders, try key.signature(of: string))
  }
}
