// SPDX-License-Identifier: Apache-2.0
import HTTP
import UTC

/// An attempt without a result, and what the response said about it.
struct FailedAttempt: Error {
  private(set) var error: AWSError
  let failure: FailureClass
  var fields = Fields()
  /// The date of the request's signature; `nil` when there was no refusal.
  var signed: Timestamp?

  init(_ error: AWSError) {
    self.error = error
    failure = FailureClass(error)
  }

  init(_ refusal: ServiceError, isFinal: Bool, fields: Fields, signed: Timestamp) {
    error = .service(refusal)
    failure = isFinal ? .final : FailureClass(error)
    self.fields = fields
    self.signed = signed
  }

  /// The attempt with an error that does not contain `secrets`.
  func without(_ secrets: Secrets) -> FailedAttempt {
    var attempt = self
    attempt.error = secrets.cut(from: error)
    return attempt
  }
}

extension FailedAttempt {
  /// The refusal, when the service refused the request as one too many.
  var throttling: ServiceError? {
    guard case .service(let refusal) = error, failure == .throttling else { return nil }
    return refusal
  }
}
