// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import KeyReminder
import SigV4
import Synchronization

/// A client of one account by a session of a role, which is renewed once when it expires.
///
/// Of the calls that find the session expired, the first renews it and the others wait for that. A
/// session lasts longer than any run, so a second expiry means that something is wrong.
final class RoleClient: AWSCalling {
  private typealias Renewal = Result<AWSClient, AWSError>

  private enum State {
    case first(AWSClient)
    /// The calls that wait for the new session.
    case renewing([CheckedContinuation<Renewal, Never>])
    case renewed(Renewal)
  }

  private let state: Mutex<State>
  private let original: AWSClient
  private let renew: @Sendable () async throws(AccountError) -> Credentials

  /// Creates a client.
  ///
  /// - Parameter renew: asks for another session.
  init(_ client: AWSClient, renew: @escaping @Sendable () async throws(AccountError) -> Credentials)
  {
    state = Mutex(.first(client))
    original = client
    self.renew = renew
  }

  var observer: CallObserver? { original.observer }

  func call<Op: Operation>(
    _ operation: Op, by deadline: Deadline
  ) async throws(AWSError) -> Op.Output {
    switch current {
    case .first(let client):
      do throws(AWSError) {
        return try await client.call(operation, by: deadline)
      } catch {
        guard case .service(let expiry) = error, expiry.isExpiry else { throw error }
        return try await renewal(after: expiry).get().call(operation, by: deadline)
      }
    case .renewing: return try await awaited().get().call(operation, by: deadline)
    case .renewed(let renewal): return try await renewal.get().call(operation, by: deadline)
    }
  }

  private var current: State { state.withLock { $0 } }

  /// The client with the second session. The call that asks first makes it.
  private func renewal(after expiry: ServiceError) async -> Renewal {
    let isMine = state.withLock { state in
      guard case .first = state else { return false }
      state = .renewing([])
      return true
    }
    guard isMine else { return await awaited() }
    let result: Renewal
    do throws(AccountError) {
      result = .success(original.renewed(with: try await renew()))
    } catch {
      result = .failure(expiry.notEnded(by: error))
    }
    let waiting = state.withLock { state -> [CheckedContinuation<Renewal, Never>] in
      defer { state = .renewed(result) }
      return if case .renewing(let waiting) = state { waiting } else { [] }
    }
    for continuation in waiting { continuation.resume(returning: result) }
    return result
  }

  private func awaited() async -> Renewal {
    await withCheckedContinuation { continuation in
      let result = state.withLock { state -> Renewal? in
        switch state {
        case .renewed(let result): return result
        case .renewing(let waiting): state = .renewing(waiting + [continuation])
        case .first: break
        }
        return nil
      }
      if let result { continuation.resume(returning: result) }
    }
  }
}

extension ServiceError {
  /// Whether the session has expired. `RequestExpired` means the request's date instead.
  fileprivate var isExpiry: Bool { ["ExpiredToken", "ExpiredTokenException"].contains(code) }

  /// This refusal of an expired session, and why another session could not be had.
  fileprivate func notEnded(by error: AccountError) -> AWSError {
    switch error {
    case .outOfTime: .deadline(after: self)
    case .wrongAccount: .malformedResponse("the new session is one of another account")
    case .denied(let failure), .deniedByOrganization(let failure), .regionDisabled(let failure),
      .failed(let failure):
      .service(
        ServiceError(
          status: status, code: code,
          message: "\(message) There is no new session\(failure.problem.words).",
          requestID: requestID))
    }
  }
}

extension ServiceFailure.Problem {
  fileprivate var words: String {
    switch self {
    case .refused(let refusal), .refusedUntilDeadline(let refusal):
      ": \(refusal.code): \(refusal.message)"
    case .noResponse(_, let reason), .malformedResponse(let reason), .invalidRequest(let reason):
      ": \(reason)"
    case .deadlineExceeded: ""
    }
  }
}
