// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import IAM
import Identifiers
import KeyReminder
import STS
import SigV4
import Synchronization
import Testing
import TestSupport
import UTC

@testable import AWSAdapters

@Suite(.limited) struct RoleAccessTests {
  private let time = ManualTime()

  private func access(
    _ wire: any Transport, own: Int? = 1, time: (any Timekeeper)? = nil, seconds: Double = 600
  ) throws -> RoleAccess {
    let time = time ?? self.time
    let shared = SharedState(transport: wire, time: time, random: { 1 })
    let credentials = Credentials(
      accessKeyID: "AKIDOWN", secretAccessKey: "own secret", sessionToken: nil)
    func client(_ service: Service) throws -> AWSClient {
      AWSClient(
        endpoint: try .resolve(
          service, region: Region("eu-central-1"), settings: EndpointSettings(environment: [:])),
        shared: shared, credentials: credentials)
    }
    return RoleAccess(
      own: own.map(AccountID.number), iam: try client(.iam), sts: try client(.sts),
      role: MemberRole(
        in: .aws, name: try #require(RoleName("KeyReminderAudit")),
        externalID: ExternalID("external"), caller: "key reminder"),
      deadline: Deadline(in: .seconds(seconds), by: time))
  }

  private func users(_ directory: any Directory) async throws -> Int {
    var pages = directory.users(under: "/")
    var count = 0
    while let page = try await pages.next() { count += page.count }
    return count
  }

  @Test("121: the function's own account is read with its own credentials")
  func own() async throws {
    let wire = RoleWire()
    let directory = try await access(wire).directory(of: .number(1))
    #expect(try await users(directory) == 1)
    #expect(wire.log == ["iam AKIDOWN"])
  }

  @Test(
    "another account is read with a session of its role, which is asked for when its turn comes")
  func role() async throws {
    let wire = RoleWire()
    let access = try access(wire)
    #expect(wire.log.isEmpty)
    let directory = try await access.directory(of: .number(2))
    #expect(try await users(directory) == 1)
    #expect(wire.log == ["sts AKIDOWN", "iam ASIA0000000000021"])
    let form = String(decoding: try #require(wire.requests.first).body, as: UTF8.self)
    #expect(form.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A000000000002%3Arole%2FKeyReminderAudit&"))
    #expect(form.contains("&RoleSessionName=key-reminder&DurationSeconds=900&ExternalId=external"))
  }

  @Test("an own account that nobody knows is entered by the role")
  func unknownOwn() async throws {
    let wire = RoleWire()
    _ = try await access(wire, own: nil).directory(of: .number(1))
    #expect(wire.log == ["sts AKIDOWN"])
  }

  @Test(
    "53, 54, 113: why an account cannot be entered",
    arguments: [
      ("AccessDenied", "User: me is not authorized to perform: sts:AssumeRole", "denied("),
      (
        "AccessDenied", "… with an explicit deny in a service control policy",
        "deniedByOrganization("
      ),
      (
        "AccessDenied", "… with an explicit deny in a resource control policy",
        "deniedByOrganization("
      ),
      ("RegionDisabledException", "STS is not activated in this region", "regionDisabled("),
      ("ValidationError", "bad", "failed("),
    ])
  func refusals(code: String, message: String, kind: String) async throws {
    let wire = RoleWire(refusal: (code, message))
    let error = await #expect(throws: AccountError.self) {
      _ = try await access(wire).directory(of: .number(2))
    }
    #expect(error.map { "\($0)".hasPrefix(kind) && "\($0)".contains(code) } == true)
  }

  @Test("116: an account that is throttled to the end is out of time")
  func throttled() async throws {
    let wire = RoleWire(refusal: ("Throttling", "Rate exceeded"))
    let error = await #expect(throws: AccountError.self) {
      _ = try await access(wire).directory(of: .number(2))
    }
    guard case .outOfTime(let failure?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.step == .assumeRole)
  }

  @Test("60, 115: a session of another account, or of another role, is refused")
  func wrongAccount() async throws {
    let other = RoleWire(account: 3)
    await #expect(throws: AccountError.wrongAccount(.number(3))) {
      _ = try await access(other).directory(of: .number(2))
    }
    await #expect(throws: AccountError.wrongAccount(.number(2))) {
      _ = try await access(RoleWire(role: "Admin")).directory(of: .number(2))
    }
    #expect(other.log == ["sts AKIDOWN"])
  }

  @Test("56: a session that had expired when it was made is refused, and asked for once")
  func expired() async throws {
    let wire = RoleWire(expiration: "2026-02-02T02:00:00Z")
    let error = await #expect(throws: AccountError.self) {
      _ = try await access(wire).directory(of: .number(2))
    }
    #expect(error.map { "\($0)".hasPrefix("failed(") } == true)
    #expect(wire.log == ["sts AKIDOWN"])
  }

  @Test(
    "55, 114: a session that expires is renewed, and the call is repeated",
    arguments: ["ExpiredToken", "ExpiredTokenException"])
  func renewal(code: String) async throws {
    let wire = RoleWire(expired: ["ASIA0000000000021"], code: code)
    let directory = try await access(wire).directory(of: .number(2))
    #expect(try await users(directory) == 1)
    #expect(try await users(directory) == 1)
    #expect(
      wire.log
        == [
          "sts AKIDOWN", "iam ASIA0000000000021", "sts AKIDOWN", "iam ASIA0000000000022",
          "iam ASIA0000000000022",
        ])
  }

  @Test("55, 114: a session is renewed once, not for ever")
  func renewedOnce() async throws {
    let wire = RoleWire(expired: ["ASIA0000000000021", "ASIA0000000000022"])
    let directory = try await access(wire).directory(of: .number(2))
    for _ in 1...2 {
      let error = await #expect(throws: DirectoryError.self) { try await users(directory) }
      #expect(error.map { "\($0)".contains("ExpiredToken") } == true)
    }
    #expect(wire.log.filter { $0 == "sts AKIDOWN" }.count == 2)
  }

  @Test("55: a session that cannot be renewed is named, with both refusals")
  func notRenewed() async throws {
    let wire = RoleWire(expired: ["ASIA0000000000021"], refusesRenewal: true)
    let directory = try await access(wire).directory(of: .number(2))
    for _ in 1...2 {
      let error = await #expect(throws: DirectoryError.self) { try await users(directory) }
      let words = "\(String(describing: error))"
      #expect(words.contains("ExpiredToken") && words.contains("AccessDenied"))
    }
    #expect(wire.log.filter { $0 == "sts AKIDOWN" }.count == 2)
  }

  @Test("55, 114: of many calls that find a session expired one renews it")
  func renewalOfMany() throws {
    let time = VirtualTime()
    let wire = RoleWire(expired: ["ASIA0000000000021"], time: time)
    let access = try access(wire, time: time)
    let count = try time.run {
      let directory = try await access.directory(of: .number(2))
      return try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...16 { group.addTask { try await self.users(directory) } }
        return try await group.reduce(0, +)
      }
    }
    #expect(count == 16)
    #expect(wire.log.filter { $0 == "sts AKIDOWN" }.count == 2)
    #expect(wire.log.filter { $0 == "iam ASIA0000000000022" }.count == 16)
  }

  @Test("116: one account's throttling slows no other one down")
  func limits() throws {
    let time = VirtualTime()
    let wire = RoleWire(throttled: "ASIA000000000002", time: time)
    let access = try access(wire, time: time, seconds: 60)
    let (slow, quick) = try time.run {
      async let slow = self.users(try access.directory(of: .number(2)))
      async let quick = self.users(try access.directory(of: .number(3)))
      let done = try await quick
      return (try? await slow, done)
    }
    #expect(slow == nil && quick == 1)
  }

  @Test("97: no error and no description has a session's secrets")
  func secrets() async throws {
    let wire = RoleWire(quotesSecrets: true)
    let directory = try await access(wire).directory(of: .number(2))
    let error = await #expect(throws: DirectoryError.self) { try await users(directory) }
    let words = "\(String(describing: error))"
    #expect(!words.contains("session secret") && !words.contains("session token"))
  }
}
