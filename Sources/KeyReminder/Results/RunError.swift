// SPDX-License-Identifier: Apache-2.0

/// Why a run did not take place: nobody was mailed. Also why an account could not be read.
public struct RunError: Error, Sendable, Equatable {
  /// The account concerned, where several are looked at.
  public let account: AccountLabel?
  /// Where it happened.
  public let stage: Failure.Stage
  /// Why.
  public let cause: Failure.Cause

  init(account: AccountLabel? = nil, stage: Failure.Stage, cause: Failure.Cause) {
    self.account = account
    self.stage = stage
    self.cause = cause
  }
}

extension Failure {
  /// Why an account could not be read.
  init(_ error: RunError) {
    self.init(user: nil, account: error.account, stage: error.stage, cause: error.cause)
  }
}
