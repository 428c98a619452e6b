// SPDX-License-Identifier: Apache-2.0
public import KeyReminder

extension ServiceFailure {
  /// One word for machines: the service's error code, or ours. Filters depend on it, so it keeps
  /// its name.
  public var code: String {
    switch problem {
    case .refused(let refusal), .refusedUntilDeadline(let refusal): refusal.code
    case .noResponse(let fault, _): fault.code
    case .malformedResponse: "MalformedAnswer"
    case .invalidRequest: "InvalidRequest"
    case .deadlineExceeded: "OutOfTime"
    }
  }

  /// What happened and what to do next.
  public var message: String {
    switch problem {
    case .refused(let refusal): refused(refusal)
    case .refusedUntilDeadline(let refusal): refusedUntilDeadline(refusal)
    case .noResponse(let fault, let reason):
      "No response from \(step.action): \(sentence(reason))\(fault.advice)"
    case .malformedResponse(let reason):
      "The response to \(step.action) could not be read: \(sentence(reason))"
    case .invalidRequest(let reason): "\(step.action) could not be called: \(sentence(reason))"
    case .deadlineExceeded: "\(step.action) was not called: deadline exceeded."
    }
  }

  private func refused(_ refusal: Refusal) -> String {
    let advice = refusal.kind == .denied ? " \(permission(after: refusal))" : ""
    return "\(step.action) was refused with \(refusal.words)\(advice)\(refusal.request)"
  }

  private func refusedUntilDeadline(_ refusal: Refusal) -> String {
    let (verb, advice) =
      refusal.kind == .throttled
      ? (
        "throttled",
        " All callers in the account share the service's limit: run the function at a quieter time, or"
          + " give it a longer timeout."
      ) : ("refused", "")
    return "\(step.action) was \(verb) until the deadline with \(refusal.words)\(advice)"
      + refusal.request
  }
}

extension ServiceFailure.Refusal {
  fileprivate var words: String { "\(code): \(sentence(message))" }
  fileprivate var request: String { requestID.map { " Request id: \($0)." } ?? "" }
}

extension ServiceFailure.NetworkFault {
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

  /// What to check, with a space before it. Empty where a repetition may simply work.
  fileprivate var advice: String {
    switch self {
    case .unreachable: " A function in a VPC needs a NAT gateway or an endpoint to reach it."
    case .handshakeFailed:
      " TLS 1.2 or newer could not be negotiated. Check what is between the function and AWS."
    case .proxyFailed:
      " Check the proxy that HTTPS_PROXY or ALL_PROXY names, and how the function reaches it."
    case .proxyRefused:
      " Check user and password in HTTPS_PROXY or ALL_PROXY, and what the proxy allows."
    case .untrusted: " Check AWS_CA_BUNDLE and what is between the function and AWS."
    case .timedOut, .interrupted, .malformedResponse, .cancelled, .invalidRequest: ""
    }
  }
}

/// The words of a service or a library, with a full stop.
private func sentence(_ text: String) -> String {
  text.last.map(".!?…".contains) ?? true ? text : text + "."
}
