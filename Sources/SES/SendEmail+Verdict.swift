// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import HTTP
import Identifiers

extension SendEmail {
  /// What an error means for this mail and for the mails that are still to be sent.
  public enum Verdict: Sendable, Equatable {
    /// Not sent, and no other mail would be: stop sending.
    case stopAll
    /// Not sent; others may be.
    case skipOne
    /// Not sent because mails come too fast: wait, then send it.
    case wait
    /// It is unknown whether it was sent: report it, never send it again, continue with the others.
    case unknown
  }

  /// The verdict on this mail after `error`.
  public func verdict(on error: AWSError) -> Verdict {
    switch error {
    case .service(let error): verdict(on: error)
    case .transport(let error) where [.untrusted, .proxyRefused].contains(error.kind): .stopAll
    case .transport, .malformedResponse: error.mayHaveBeenDone ? .unknown : .skipOne
    case .deadline, .invalidRequest: .skipOne
    }
  }

  /// The verdict on this mail after SES refused it with `error`.
  ///
  /// The codes are those of
  /// [SendEmail](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html); quotas
  /// are told apart by their texts
  /// ([quota errors](https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html)).
  public func verdict(on error: ServiceError) -> Verdict {
    let message = error.message.lowercased()
    if message.mentions("daily message quota exceeded") { return .stopAll }
    if message.mentions("maximum sending rate exceeded") { return .wait }
    switch error.code {
    case "AccountSuspendedException", "SendingPausedException", "NotFoundException",
      "MailFromDomainNotVerifiedException":
      return .stopAll
    case "LimitExceededException":
      // To the SDKs this is throttling, to SES "too many instances of a resource". Its two quota
      // texts are handled above. What remains is a limit of the account: it would stop every
      // further mail, and waiting would not help.
      return .stopAll
    case "MessageRejected": return rejection(message)
    case _ where error.code.hasPrefix("AccessDenied"): return .stopAll
    case _ where Self.identityCodes.contains(error.code): return .stopAll
    case _ where error.isThrottling: return .wait
    default: return verdict(onStatus: error.status)
    }
  }

  /// Waiting helps after a rate was exceeded, but not after a quota or a limit was, although SES
  /// uses throttling codes for those too.
  public func isFinal(_ error: ServiceError) -> Bool {
    error.isThrottling && verdict(on: error) != .wait
  }

  /// SES does not accept the caller's credentials; some endpoints say so with status 400.
  private static let identityCodes: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InvalidClientTokenId",
    "InvalidSignatureException", "MissingAuthenticationToken",
    "MissingAuthenticationTokenException", "OptInRequired", "RequestExpired",
    "SignatureDoesNotMatch", "UnrecognizedClientException",
  ]

  private func verdict(onStatus status: Int) -> Verdict {
    switch status {
    // Access denied, expired credentials, no such resource, a wrong endpoint: every mail would
    // fail.
    case 300..<400, 401, 403, 404, 405: .stopAll
    // 5xx, and 408, which a proxy may send although the whole request had arrived.
    case 408, 500...: .unknown
    default: .skipOne
    }
  }

  /// "Email address is not verified. The following identities failed the check in region EU-WEST-1:
  /// a@b, c@d" names sender or recipient. Only the sender's identity concerns the other mails.
  private func rejection(_ message: String) -> Verdict {
    if message.mentions("for this account") { return .stopAll }
    let words = message.split { $0.isWhitespace || ",;<>\"".contains($0) }
    return words.contains(where: isSenderIdentity) ? .stopAll : .skipOne
  }

  /// Whether `word` is the sender's address, its domain, a domain above that, or an identity's ARN
  /// that ends with one of them.
  private func isSenderIdentity(_ word: Substring) -> Bool {
    var identity = word.hasPrefix("arn:") ? word.split(separator: "/").last ?? "" : word
    while let last = identity.last, ".:'".contains(last) { identity.removeLast() }
    let domain = sender.address.domain.lowercased()
    return identity == sender.address.description.lowercased() || identity == domain
      || identity.contains(".") && domain.hasSuffix(".\(identity)")
  }
}
