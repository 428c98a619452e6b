// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Identifiers
import JSON
import KeyReminder
import Organizations
import SigV4
import Testing
import TestSupport

@testable import AWSAdapters

@Suite(.limited) struct OrganizationAccountsTests {
  private static let outer = OrganizationalUnitID("ou-ab12-11111111")
  private static let inner = OrganizationalUnitID("ou-ab12-22222222")
  private static let other = OrganizationalUnitID("ou-ab12-33333333")

  /// The ids of the accounts in `units`, and the requests that told them.
  private func read(
    _ units: OrganizationalUnitID?..., from organization: ScriptedOrganization
  ) async throws -> [String] {
    try await accounts(units, from: organization).map(\.id.description)
  }

  private func accounts(
    _ units: [OrganizationalUnitID?] = [], from organization: ScriptedOrganization
  ) async throws -> [Account] {
    let client = try AWSClient.organizations(organization.transport)
    return try await OrganizationAccounts(
      organizations: client, deadline: Deadline(in: .seconds(60), by: ManualTime())
    ).accounts(in: units.compactMap { $0 })
  }

  @Test("110: all pages, an empty one too, and each account once")
  func pages() async throws {
    let organization = ScriptedOrganization(pages: [
      [.account(1), .account(2)], [], [.account(2), .account(3, state: "SUSPENDED")],
    ])
    let accounts = try await accounts(from: organization)
    #expect(
      accounts.map(\.id.description) == ["000000000001", "000000000002", "000000000003"])
    #expect(accounts.map(\.state) == [.active, .active, .other("SUSPENDED")])
  }

  @Test("110: an account whose state nobody knows is not left out in silence")
  func unknownState() async throws {
    let organization = ScriptedOrganization(pages: [[["Id": "000000000001"]]])
    #expect(
      try await accounts(from: organization)
        == [Account(id: .number(1), name: nil, email: nil, state: .active)])
  }

  @Test("118: a name that cannot be shown as it is becomes one that can")
  func names() async throws {
    let organization = ScriptedOrganization(pages: [
      [
        ["Id": "000000000001", "Name": " R&D\r\n<b> ", "Email": "root@example.com"],
        ["Id": "000000000002", "Name": "\n", "Email": "nobody"],
        ["Id": "000000000003", "Name": .string(String(repeating: "🦊", count: 70))],
      ]
    ])
    let accounts = try await accounts(from: organization)
    #expect(
      accounts.map { $0.name?.description } == ["R&D <b>", nil, String(repeating: "🦊", count: 64)])
    #expect(accounts.map { $0.email?.description } == ["root@example.com", nil, nil])
  }

  @Test("the accounts of a unit are those whose path leads through it, by one list")
  func unit() async throws {
    let organization = ScriptedOrganization(pages: [
      [.account(1, in: ""), .account(2, in: "ou-ab12-11111111/")],
      [
        .account(3, in: "ou-ab12-11111111/ou-ab12-22222222/"), .account(4, in: "ou-ab12-33333333/"),
      ],
    ])
    #expect(
      try await read(Self.outer, from: organization) == ["000000000002", "000000000003"])
    #expect(
      try await read(Self.inner, Self.other, from: organization)
        == ["000000000003", "000000000004"])
    #expect(
      try await read(OrganizationalUnitID("r-ab12"), from: organization).count == 4)
    #expect(Set(organization.operations) == ["ListAccounts"])
  }

  @Test("a unit in which nobody is may be empty, or not exist: Organizations knows")
  func noSuchUnit() async throws {
    let organization = ScriptedOrganization(
      pages: [[.account(1, in: "ou-ab12-11111111/")]], tree: ["ou-ab12-22222222": []])
    #expect(try await read(Self.outer, Self.inner, from: organization) == ["000000000001"])
    await #expect(throws: try OrganizationError.noSuchUnit(#require(Self.other))) {
      try await read(Self.outer, Self.other, from: organization)
    }
  }

  @Test("where an account has no path the tree is walked")
  func walk() async throws {
    let organization = ScriptedOrganization(
      pages: [[.account(1, in: "ou-ab12-33333333/"), .account(2), .account(3)]],
      tree: [
        "ou-ab12-11111111": [.account(2)], "ou-ab12-22222222": [.account(3)],
        "ou-ab12-33333333": [.account(1)],
      ],
      // The second leads back, which no organization does.
      units: [
        "ou-ab12-11111111": ["ou-ab12-22222222"], "ou-ab12-22222222": ["ou-ab12-11111111"],
      ])
    #expect(
      try await read(Self.outer, Self.inner, from: organization) == [
        "000000000002", "000000000003",
      ])
    await #expect(throws: OrganizationError.self) {
      try await read(OrganizationalUnitID("ou-ab12-44444444"), from: organization)
    }
  }

  @Test(
    "112: not in an organization, not allowed, and the rest are told apart",
    arguments: [
      ("AWSOrganizationsNotInUseException", "noOrganization"), ("AccessDeniedException", "denied"),
      ("InvalidInputException", "failed"),
    ])
  func refusals(code: String, kind: String) async throws {
    let organization = ScriptedOrganization(pages: [], refusal: code)
    let error = await #expect(throws: OrganizationError.self) { try await read(from: organization) }
    #expect(error.map { "\($0)".hasPrefix(kind) } == true)
  }

  @Test("111: what is throttled until the deadline is out of time, after that refusal")
  func throttled() async throws {
    let organization = ScriptedOrganization(pages: [], refusal: "TooManyRequestsException")
    let error = await #expect(throws: OrganizationError.self) { try await read(from: organization) }
    guard case .outOfTime(let failure?) = error,
      case .refusedUntilDeadline(let refusal) = failure.problem
    else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.kind == .throttled && failure.step == .listAccounts)
  }
}

/// Organizations of a test: pages of accounts, and the tree of its units.
private struct ScriptedOrganization {
  let transport: ScriptedTransport

  init(
    pages: [[JSON]], tree: [String: [JSON]] = [:], units: [String: [String]] = [:],
    refusal: String? = nil
  ) {
    transport = ScriptedTransport(always: { request in
      if let refusal { return .success(.response(400, #"{"__type":"\#(refusal)"}"#)) }
      let input = try? JSON(parsing: request.body)
      let index = input?["NextToken"]?.string.flatMap { Int($0) } ?? 0
      let parent = input?["ParentId"]?.string ?? ""
      switch request.operation {
      case "ListAccounts":
        let next = index + 1 < pages.count ? JSON.string("\(index + 1)") : nil
        return .json(["Accounts": .array(pages[index]), "NextToken": next])
      case "ListAccountsForParent":
        guard let accounts = tree[parent] else {
          return .success(.response(400, #"{"__type":"ParentNotFoundException"}"#))
        }
        return .json(["Accounts": .array(accounts)])
      default:
        let children = units[parent] ?? []
        return .json([
          "OrganizationalUnits": .array(children.map { ["Id": .string($0)] })
        ])
      }
    })
  }

  var operations: [String] { transport.requests.map(\.operation) }
}

extension Request {
  fileprivate var operation: String {
    fields["X-Amz-Target"]?.split(separator: ".").last.map(String.init) ?? ""
  }
}

extension Result<Response, TransportError> {
  fileprivate static func json(_ body: JSON) -> Self {
    .success(Response(status: 200, body: body.bytes))
  }
}

extension JSON {
  fileprivate static func account(
    _ number: Int, in path: String? = nil, state: String = "ACTIVE"
  ) -> JSON {
    let id = AccountID.number(number).description
    let paths = path.map { JSON.array([.string("o-1/r-ab12/\($0)\(id)/")]) }
    return ["Id": .string(id), "State": .string(state), "Paths": paths]
  }
}

extension AWSClient {
  fileprivate static func organizations(_ transport: ScriptedTransport) throws -> AWSClient {
    AWSClient(
      endpoint: try Endpoint.resolve(
        .organizations, region: Region("eu-central-1"), settings: EndpointSettings(environment: [:])
      ),
      shared: SharedState(transport: transport, time: ManualTime(), random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
  }
}
