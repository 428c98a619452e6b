// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Logging

// Each call of AWS, for people who look for a fault: DEBUG has attempts and retries, TRACE also
// pages and waits. Nothing that a request or a response says is in these lines.
extension Logger {
  /// Logs what happens to calls; `nil` where such lines are not written, so that nothing is made for
  /// them.
  var callObserver: CallObserver? {
    guard logLevel <= .debug else { return nil }
    return { report($0) }
  }

  private func report(_ event: CallEvent) {
    switch event {
    case .attempt(let attempt): debug("A call of AWS has ended.", metadata: attempt.fields)
    case .retry(let operation, let delay):
      debug(
        "A call of AWS is tried again.",
        metadata: ["operation": "\(operation)", "delayMs": delay.milliseconds])
    case .staleConnection(let operation):
      debug("A kept connection was dead.", metadata: ["operation": "\(operation)"])
    case .queue(let operation, let wait):
      trace(
        "A call of AWS waits for its turn.",
        metadata: ["operation": "\(operation)", "waitMs": wait.milliseconds])
    case .page(let operation, let number, let items, let isLast):
      trace(
        "A page was read.",
        metadata: [
          "operation": "\(operation)", "page": .stringConvertible(number),
          "items": .stringConvertible(items), "isLast": .stringConvertible(isLast),
        ])
    }
  }
}

extension CallAttempt {
  fileprivate var fields: Logger.Metadata {
    var fields: Logger.Metadata = [
      "operation": "\(operation)", "attempt": .stringConvertible(number),
      "durationMs": duration.milliseconds,
    ]
    switch outcome {
    case .success(let status, let requestID):
      fields["status"] = .stringConvertible(status)
      fields["awsRequestId"] = requestID.map { "\($0)" }
    case .refusal(let error):
      fields["status"] = .stringConvertible(error.status)
      fields["code"] = "\(error.code)"
      fields["awsRequestId"] = error.requestID.map { "\($0)" }
    case .failure(let error): fields["problem"] = "\(error.problem)"
    }
    return fields
  }
}

extension AWSError {
  /// One word. The reason, which may quote a response, stands in the failure that comes of it.
  fileprivate var problem: String {
    switch self {
    case .service(let error): error.code
    case .transport(let error): "\(error.kind)"
    case .malformedResponse: "malformedResponse"
    case .deadline: "deadline"
    case .invalidRequest: "invalidRequest"
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Logger.MetadataValue {
    .stringConvertible(Int(self / .milliseconds(1)))
  }
}
