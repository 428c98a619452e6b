// SPDX-License-Identifier: Apache-2.0
import HTTP

/// An attempt that goes on, of which the observer is told when it has ended. Without an observer nothing
/// is made for it.
struct Attempt {
  private let operation: String
  private let number: Int
  private let start: Duration
  private let shared: SharedState

  init(of operation: String, _ number: Int, by shared: SharedState) {
    self.operation = operation
    self.number = number
    self.shared = shared
    start = shared.observer == nil ? .zero : shared.time.uptime
  }

  func ended(_ outcome: @autoclosure () -> CallAttempt.Outcome) {
    guard let observer = shared.observer else { return }
    observer(
      .attempt(
        CallAttempt(
          operation: operation, number: number, duration: shared.time.uptime - start,
          outcome: outcome())))
  }
}

extension CallAttempt.Outcome {
  static func success(_ response: Response, without secrets: Secrets) -> CallAttempt.Outcome {
    .success(
      status: response.status,
      requestID: response.fields["x-amzn-requestid"].map { secrets.cut(from: $0) })
  }

  init(_ error: AWSError) {
    if case .service(let refusal) = error {
      self = .refusal(refusal)
    } else {
      self = .failure(error)
    }
  }
}
