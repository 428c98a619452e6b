// SPDX-License-Identifier: Apache-2.0
public import KeyReminder

extension ServiceFailure {
  /// One word for machines: the service's error code, or ours.
  public var code: String {
    switch problem {
    case .refused(let refusal), .refusedUntilDeadline(let refusal): refusal.code
    case .noResponse(let fault, _): fault.code
    case .malformedResponse: "MalformedAnswer"
    case .invalidRequest: "InvalidRequest"
    case .deadlineExceeded: "OutOfTime"
    }
  }

  /// A sentence for people.
  public var message: String {
    switch problem {
    case .refused(let refusal): refused(refusal)
    case .refusedUntilDeadline(let refusal): refusedUntilDeadline(refusal)
    case .noResponse(let fault, let reason):
      "\(step.action) brought no answer: \(sentence(reason))\(fault.advice)"
    case .malformedResponse(let reason):
      "The answer to \(step.action) could not be read: \(sentence(reason))"
    case .invalidRequest(let reason): "\(step.action) could not be called: \(sentence(reason))"
    case .deadlineExceeded: "\(step.action) was not called: the time was over."
    }
  }

  private func refused(_ refusal: Refusal) -> String {
    let advice =
      refusal.kind == .denied ? " Allow \(step.action) in the policy of the function's role." : ""
    return "\(step.action) was refused with \(refusal.words)\(advice)\(refusal.request)"
  }

  private func refusedUntilDeadline(_ refusal: Refusal) -> String {
    let (verb, advice) =
      refusal.kind == .throttled
      ? (
        "throttled",
        " Everything in the account that calls the service shares its limit: run the function at a"
          + " quieter time, or give it a longer timeout."
      ) : ("refused", "")
    return "\(step.action) was \(verb) until the deadline with \(refusal.words)\(advice)"
      + refusal.request
  }
}

extension Failure.Step {
  /// The step's call as IAM policies name it.
  fileprivate var action: String {
    switch self {
    case .listUsers: "iam:ListUsers"
    case .listAccessKeys: "iam:ListAccessKeys"
    case .listUserTags: "iam:ListUserTags"
    case .lastUse: "iam:GetAccessKeyLastUsed"
    case .rootKeys: "iam:GetAccountSummary"
    case .sendingLimits: "ses:GetAccount"
    case .sendEmail, .adminReport: "ses:SendEmail"
    }
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

  /// What to look at, with a space before it; nothing where the cause is not the network's layout.
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
    case .timedOut, .interrupted, .malformedResponse, .cancelled, .invalidRequest: ""
    }
  }
}

/// What a service or a library said, with a full stop.
private func sentence(_ text: String) -> String {
  text.last.map(".!?…".contains) ?? true ? text : text + "."
}
