// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import KeyReminder

extension ServiceFailure {
  /// What a failed call means, for people.
  ///
  /// - Parameter action: the call as IAM policies name it, `iam:ListUsers`.
  init(_ error: AWSError, of action: String) {
    switch error {
    case .service(let refusal): self.init(refusal, of: action)
    case .transport(let failure):
      self.init(
        code: failure.kind.code,
        message: "\(action) brought no answer: \(sentence(failure.reason))\(failure.kind.advice)")
    case .malformedResponse(let reason):
      self.init(
        code: "MalformedAnswer",
        message: "The answer to \(action) could not be read: \(sentence(reason))")
    case .deadline(let refusal?): self.init(untilDeadline: refusal, of: action)
    case .deadline(nil):
      self.init(code: "OutOfTime", message: "\(action) was not called: the time was over.")
    case .invalidRequest(let reason):
      self.init(
        code: "InvalidRequest", message: "\(action) could not be called: \(sentence(reason))")
    }
  }

  private init(_ refusal: ServiceError, of action: String) {
    let isDenied = refusal.code.hasPrefix("AccessDenied")
    let advice = isDenied ? " Allow \(action) in the policy of the function's role." : ""
    self.init(
      code: refusal.code,
      message: "\(action) was refused with \(refusal.words)\(advice)\(refusal.request)",
      isDenied: isDenied)
  }

  /// What a call means that was refused, and tried again, until there was no more time.
  ///
  /// - Parameter refusal: the last of the service's refusals.
  init(untilDeadline refusal: ServiceError, of action: String) {
    let (verb, advice) =
      refusal.isThrottling
      ? (
        "throttled",
        " Everything in the account that calls the service shares its limit: run the function at a"
          + " quieter time, or give it a longer timeout."
      ) : ("refused", "")
    self.init(
      code: refusal.code,
      message: "\(action) was \(verb) until the deadline with \(refusal.words)\(advice)"
        + refusal.request)
  }
}

extension ServiceError {
  fileprivate var words: String { "\(code): \(sentence(message))" }
  fileprivate var request: String { requestID.map { " Request id: \($0)." } ?? "" }
}

/// What a service or a library said, as a sentence of ours: with one full stop, and short enough that
/// the failures of 5,000 users fit into one answer.
private func sentence(_ text: String) -> String {
  guard text.utf8.count <= 500 else { return text.prefix(400) + "…" }
  return text.last.map(".!?…".contains) ?? true ? text : text + "."
}

extension TransportError.Kind {
  fileprivate var code: String {
    switch self {
    case .unreachable: "Unreachable"
    case .handshakeFailed: "HandshakeFailed"
    case .proxyFailed: "ProxyFailed"
    case .proxyRefused: "ProxyRefused"
    case .untrusted: "Untrusted"
    case .interrupted: "Interrupted"
    case .timedOut: "TimedOut"
    case .malformedResponse: "MalformedAnswer"
    case .cancelled: "Cancelled"
    case .invalidRequest: "InvalidRequest"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .unreachable: " A function in a VPC needs a NAT gateway or an endpoint to reach it."
    case .handshakeFailed:
      " No TLS 1.2 or newer was agreed on: look at whatever stands between here and AWS."
    case .proxyFailed:
      " Look at the proxy that HTTPS_PROXY or ALL_PROXY names, and at how the function reaches it."
    case .proxyRefused:
      " Look at user and password in HTTPS_PROXY or ALL_PROXY, and at what the proxy allows."
    case .untrusted: " Look at AWS_CA_BUNDLE and at whatever stands between here and AWS."
    // A connection was there: nothing of the network's layout is missing.
    case .timedOut, .interrupted, .malformedResponse, .cancelled, .invalidRequest: ""
    }
  }
}
