// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import KeyReminder

extension ServiceFailure {
  /// The failure of a call during `step`.
  init(_ error: AWSError, during step: Failure.Step) {
    let problem: Problem =
      switch error {
      case .service(let error): .refused(Refusal(error))
      case .transport(let error):
        .noResponse(NetworkFault(error.kind), reason: bounded(error.reason))
      case .malformedResponse(let reason): .malformedResponse(reason: bounded(reason))
      case .deadline(let error?): .refusedUntilDeadline(Refusal(error))
      case .deadline(nil): .deadlineExceeded
      case .invalidRequest(let reason): .invalidRequest(reason: bounded(reason))
      }
    self.init(step: step, problem: problem)
  }

  /// The failure of a call during `step` that was refused until the deadline; `nil` when it was not
  /// refused.
  init?(untilDeadline error: ServiceError?, during step: Failure.Step) {
    guard let error else { return nil }
    self.init(step: step, problem: .refusedUntilDeadline(Refusal(error)))
  }
}

extension ServiceFailure.Refusal {
  fileprivate init(_ error: ServiceError) {
    self.init(
      kind: error.code.hasPrefix("AccessDenied")
        ? .denied : error.isThrottling ? .throttled : .other,
      code: error.code, message: bounded(error.message), requestID: error.requestID)
  }
}

extension ServiceFailure.NetworkFault {
  fileprivate init(_ kind: TransportError.Kind) {
    self =
      switch kind {
      case .unreachable: .unreachable
      case .handshakeFailed: .handshakeFailed
      case .proxyFailed: .proxyFailed
      case .proxyRefused: .proxyRefused
      case .untrusted: .untrusted
      case .interrupted: .interrupted
      case .timedOut: .timedOut
      case .malformedResponse: .malformedResponse
      case .cancelled: .cancelled
      case .invalidRequest: .invalidRequest
      }
  }
}

/// `text`, short enough that the failures of 5,000 users fit into one response.
private func bounded(_ text: String) -> String {
  text.utf8.count <= 500 ? text : text.prefix(400) + "…"
}
