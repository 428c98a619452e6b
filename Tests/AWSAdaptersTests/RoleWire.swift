// SPDX-License-Identifier: Apache-2.0
import HTTP
import Identifiers
import Synchronization
import TestSupport

/// STS and IAM of a test. The key ids of sessions tell account and number: `ASIA` + 12 digits + 1.
final class RoleWire: Transport {
  private struct State {
    var sessions = 0
    var requests: [Request] = []
    var log: [String] = []
  }

  private let state = Mutex(State())
  private let refusal: (code: String, message: String)?
  private let account: Int?
  private let role: String
  private let expiration: String
  /// The key ids of sessions that IAM refuses, and how.
  private let expired: Set<String>
  private let code: String
  private let refusesRenewal: Bool
  /// How the key ids of sessions begin that IAM throttles.
  private let throttled: String
  private let quotesSecrets: Bool
  /// Each response takes a while by this clock.
  private let time: (any Timekeeper)?

  init(
    refusal: (code: String, message: String)? = nil, account: Int? = nil,
    role: String = "KeyReminderAudit", expiration: String = "2030-01-01T00:00:00Z",
    expired: Set<String> = [], code: String = "ExpiredToken", refusesRenewal: Bool = false,
    throttled: String = "none", quotesSecrets: Bool = false, time: (any Timekeeper)? = nil
  ) {
    self.refusal = refusal
    self.account = account
    self.role = role
    self.expiration = expiration
    self.expired = expired
    self.code = code
    self.refusesRenewal = refusesRenewal
    self.throttled = throttled
    self.quotesSecrets = quotesSecrets
    self.time = time
  }

  var requests: [Request] { state.withLock { $0.requests } }

  /// Which service was called, with which key.
  var log: [String] { state.withLock { $0.log } }

  func send(_ request: Request, limits: Limits) async throws(TransportError) -> Response {
    let key = request.fields["Authorization"]?.split(separator: "/")[0].split(separator: "=")[1]
    let keyID = key.map(String.init) ?? ""
    let isSTS = request.authority.hasPrefix("sts.")
    state.withLock {
      $0.requests.append(request)
      $0.log.append((isSTS ? "sts " : "iam ") + keyID)
    }
    await time?.sleep(for: .milliseconds(50))
    return isSTS ? assumeRole(request) : listUsers(keyID)
  }

  private func assumeRole(_ request: Request) -> Response {
    if let refusal { return .refusal(refusal.code, refusal.message) }
    let number = state.withLock { state in
      state.sessions += 1
      return state.sessions
    }
    if refusesRenewal, number > 1 { return .refusal("AccessDenied", "no more") }
    let form = String(decoding: request.body, as: UTF8.self)
    let digits = form.split(separator: "%3A").first { AccountID($0) != nil }.map(String.init) ?? ""
    let id = account.map { AccountID.number($0).description } ?? digits
    return .response(
      200,
      """
      <AssumeRoleResponse><AssumeRoleResult><Credentials>
      <AccessKeyId>ASIA\(digits)\(number)</AccessKeyId>
      <SecretAccessKey>the session secret \(number)</SecretAccessKey>
      <SessionToken>the session token \(number)</SessionToken>
      <Expiration>\(expiration)</Expiration></Credentials>
      <AssumedRoleUser><Arn>arn:aws:sts::\(id):assumed-role/\(role)/key-reminder</Arn>
      </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
      """)
  }

  private func listUsers(_ keyID: String) -> Response {
    if expired.contains(keyID) {
      return .refusal(code, "The security token included in the request is expired")
    }
    if keyID.hasPrefix(throttled) { return .refusal("Throttling", "Rate exceeded") }
    if quotesSecrets { return .refusal("Denied", "the session secret 1, the session token 1") }
    return .response(
      200,
      "<ListUsersResponse><ListUsersResult><Users><member><UserName>ana</UserName></member></Users>"
        + "</ListUsersResult></ListUsersResponse>")
  }
}

extension Response {
  fileprivate static func refusal(_ code: String, _ message: String) -> Response {
    .response(
      403,
      "<ErrorResponse><Error><Code>\(code)</Code><Message>\(message)</Message></Error></ErrorResponse>"
    )
  }
}

extension AccountID {
  /// `000000000007` of 7.
  static func number(_ number: Int) -> AccountID {
    let digits = String(number)
    guard let id = AccountID(String(repeating: "0", count: 12 - digits.count) + digits) else {
      fatalError("\(number) has more than twelve digits")
    }
    return id
  }
}
