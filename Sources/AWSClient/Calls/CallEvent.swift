// SPDX-License-Identifier: Apache-2.0

/// What happens to a call, told while it happens. It never contains what a request or a response
/// says.
public enum CallEvent: Sendable, Equatable {
  /// An attempt has ended.
  case attempt(CallAttempt)
  /// Another attempt of `operation` follows after `delay`.
  case retry(operation: String, delay: Duration)
  /// A read is sent again at once, because its kept connection was dead. That does not count as
  /// an attempt.
  case staleConnection(operation: String)
  /// `operation` waits so long at most for its turn: the service has refused calls as too many.
  case queue(operation: String, wait: Duration)
  /// A page of a list was read.
  case page(operation: String, number: Int, items: Int, isLast: Bool)
}

/// One attempt of a call.
public struct CallAttempt: Sendable, Equatable {
  /// The operation's name: `ListUsers`.
  public let operation: String
  /// 1 for the first attempt of the call.
  public let number: Int
  /// How long it took.
  public let duration: Duration
  /// How it ended.
  public let outcome: Outcome

  /// How an attempt ended.
  public enum Outcome: Sendable, Equatable {
    /// The service did what it was asked for.
    case success(status: Int, requestID: String?)
    /// The service refused.
    case refusal(ServiceError)
    /// There is no result: no whole response, or none that can be read.
    case failure(AWSError)
  }
}

/// Takes what happens to calls. `nil` costs nothing: no event is made then.
public typealias CallObserver = @Sendable (CallEvent) -> Void
