// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import Identifiers
import JSON
import SigV4
import Testing
import TestSupport

@testable import Organizations

@Suite(.limited) struct OrganizationsTests {
  @Test("the requests: one path, a target, and JSON 1.1")
  func requests() throws {
    let unit = "ou-ab12-12345678"
    let requests = [
      try DescribeOrganization().request(),
      try ListAccounts().request(), try ListAccounts().continued(at: "t\"1").request(),
      try ListAccountsForParent(parent: unit).request(),
      try ListOrganizationalUnitsForParent(parent: unit).continued(at: "t").request(),
    ]
    #expect(requests.allSatisfy { $0.method == .post && $0.target == "/" })
    #expect(
      requests.allSatisfy { $0.fields["Content-Type"] == "application/x-amz-json-1.1" })
    let prefix = "AWSOrganizationsV20161128."
    #expect(
      requests.map { $0.fields["X-Amz-Target"] }
        == [
          prefix + "DescribeOrganization", prefix + "ListAccounts", prefix + "ListAccounts",
          prefix + "ListAccountsForParent", prefix + "ListOrganizationalUnitsForParent",
        ])
    #expect(
      requests.map { String(decoding: $0.body, as: UTF8.self) }
        == [
          "{}", #"{"MaxResults":20}"#, #"{"MaxResults":20,"NextToken":"t\"1"}"#,
          #"{"MaxResults":20,"ParentId":"ou-ab12-12345678"}"#,
          #"{"MaxResults":20,"NextToken":"t","ParentId":"ou-ab12-12345678"}"#,
        ])
  }

  private func account(_ members: String) throws -> OrganizationAccount? {
    try ListAccounts().output(
      from: .response(200, #"{"Accounts":[{"Id":"123456789012"\#(members)}]}"#)
    ).items.first
  }

  @Test(
    "110: State decides, or Status where it is missing; neither is unknown",
    arguments: [
      (#","State":"ACTIVE""#, .active), (#","Status":"ACTIVE""#, .active),
      (#","State":"SUSPENDED","Status":"ACTIVE""#, .other("SUSPENDED")),
      (#","State":"ACTIVE","Status":"SUSPENDED""#, .active),
      (#","Status":"PENDING_CLOSURE""#, .other("PENDING_CLOSURE")),
      (#","State":"CLOSED""#, .other("CLOSED")), (#","State":null,"Status":"ACTIVE""#, .active),
      ("", .unknown), (#","State":"""#, .unknown),
    ] as [(String, OrganizationAccount.State)])
  func state(members: String, state: OrganizationAccount.State) throws {
    #expect(try account(members)?.state == state)
  }

  @Test("118: an account's name may be anything, and its address is what Organizations says")
  func names() throws {
    let account = try account(
      #","Name":"<b>\"R&D\"\r\n🦊","Email":"root@example.com","Arn":"arn:…","JoinedMethod":"CREATED""#
    )
    #expect(account?.name == "<b>\"R&D\"\r\n🦊" && account?.email == "root@example.com")
    #expect(account?.id.description == "123456789012" && account?.paths == [])
  }

  @Test("where an account is: at any depth, by whole ids")
  func paths() throws {
    let account = try #require(
      try account(#","Paths":["o-1/r-ab12/ou-ab12-11111111/ou-ab12-22222222/123456789012/"]"#))
    #expect(account.isWithin("ou-ab12-22222222") == true && account.isWithin("r-ab12") == true)
    #expect(account.isWithin("ou-ab12-2222222") == false)
    #expect(account.isWithin("ou-ab12-222222222") == false)
    #expect(
      OrganizationAccount(id: account.id, name: nil, email: nil, state: .active)
        .isWithin("r-ab12") == nil)
  }

  @Test(
    "110: what is not a page of accounts is an error, never an empty page",
    arguments: [
      "", "{}", "[]", "null", "<html></html>", #"{"Accounts":{}}"#, #"{"Accounts":null}"#,
      #"{"Accounts":[1]}"#, #"{"Accounts":[{}]}"#, #"{"Accounts":[{"Id":"12345678901"}]}"#,
      #"{"Accounts":[{"Id":123456789012}]}"#, #"{"Accounts":[],"NextToken":1}"#,
      #"{"Accounts":[{"Id":"123456789012","State":1}]}"#,
      #"{"Accounts":[{"Id":"123456789012","Paths":"x"}]}"#,
      #"{"Accounts":[{"Id":"123456789012","Paths":[1]}]}"#,
      #"{"Accounts":[{"Id":"123456789012","Name":[]}]}"#,
    ])
  func malformed(body: String) {
    #expect(throws: MalformedResponse.self) {
      try ListAccounts().output(from: .response(200, body))
    }
    #expect(throws: MalformedResponse.self) {
      try ListAccountsForParent(parent: "r-ab12").output(from: .response(200, body))
    }
  }

  @Test(
    "what is not a list of units is an error",
    arguments: [
      "{}", #"{"OrganizationalUnits":[{}]}"#, #"{"OrganizationalUnits":[{"Id":""}]}"#,
      #"{"OrganizationalUnits":[{"Id":7}]}"#, #"{"Accounts":[]}"#,
    ])
  func malformedUnits(body: String) {
    #expect(throws: MalformedResponse.self) {
      try ListOrganizationalUnitsForParent(parent: "r-ab12").output(from: .response(200, body))
    }
  }

  @Test func organization() throws {
    let body = #"{"Organization":{"Id":"o-1","MasterAccountId":"123456789012","FeatureSet":"ALL"}}"#
    #expect(
      try DescribeOrganization().output(from: .response(200, body))
        == Organization(id: "o-1", managementAccount: #require(AccountID("123456789012"))))
  }

  @Test(
    "an organization without an id or a management account is an error",
    arguments: [
      "{}", #"{"Organization":{}}"#, #"{"Organization":[]}"#, #"{"Organization":{"Id":"o-1"}}"#,
      #"{"Organization":{"Id":"o-1","MasterAccountId":"me"}}"#,
      #"{"Organization":{"MasterAccountId":"123456789012"}}"#,
    ])
  func malformedOrganization(body: String) {
    #expect(throws: MalformedResponse.self) {
      try DescribeOrganization().output(from: .response(200, body))
    }
  }

  @Test("110: many pages are read to the end, an empty one too")
  func pages() async throws {
    let transport = ScriptedTransport(
      .replies(
        #"{"Accounts":[{"Id":"111111111111"}],"NextToken":"a"}"#,
        #"{"Accounts":[],"NextToken":"b"}"#,
        #"{"Accounts":[{"Id":"333333333333"}],"NextToken":""}"#))
    let client = try AWSClient.sample(transport)
    var pages = Paginator(ListAccounts())
    var ids: [String] = []
    while let page = try await pages.next(from: client, by: .sample) {
      ids += page.map(\.id.description)
    }
    #expect(ids == ["111111111111", "333333333333"])
    #expect(
      try transport.requests.map { try JSON(parsing: $0.body)["NextToken"]?.string }
        == [nil, "a", "b"])
  }

  @Test("110: a token that leads back is an error")
  func loop() async throws {
    let page = #"{"Accounts":[],"NextToken":"a"}"#
    let client = try AWSClient.sample(ScriptedTransport(.replies(page, page, page)))
    var pages = Paginator(ListAccounts())
    await #expect(throws: AWSError.self) {
      while try await pages.next(from: client, by: .sample) != nil {}
    }
  }

  @Test(
    "111, 112: throttling, in both of its texts, is asked again; the rest is final",
    arguments: [
      ("TooManyRequestsException", "You have sent too many requests in too short a time.", 2),
      ("TooManyRequestsException", "AWS Organizations is processing another request.", 2),
      ("ServiceException", "", 2), ("AccessDeniedException", "You don't have permissions.", 1),
      ("AWSOrganizationsNotInUseException", "Your account is not a member.", 1),
      ("ParentNotFoundException", "You specified a parent that doesn't exist.", 1),
      ("InvalidInputException", "You specified an invalid value.", 1),
    ])
  func refusals(code: String, message: String, requests: Int) async throws {
    let status = code == "ServiceException" ? 500 : 400
    let refusal = #"{"__type":"\#(code)","Message":"\#(message)"}"#
    let transport = ScriptedTransport([
      { _ in .success(.response(status, refusal)) },
      { _ in .success(.response(200, #"{"Accounts":[]}"#)) },
    ])
    let page = try? await AWSClient.sample(transport).call(ListAccounts(), by: .sample)
    #expect(transport.requests.count == requests && (page != nil) == (requests == 2))
  }

  @Test("the target is signed, for the partition's own region")
  func signature() async throws {
    let transport = ScriptedTransport([])
    _ = try? await AWSClient.sample(transport, "cn-north-1").call(ListAccounts(), by: .sample)
    let request = try #require(transport.requests.first)
    let authorization = try #require(request.fields["Authorization"])
    #expect(request.authority == "organizations.cn-northwest-1.amazonaws.com.cn")
    #expect(authorization.contains("/cn-northwest-1/organizations/aws4_request"))
    #expect(authorization.contains("x-amz-target"))
  }
}

extension [ScriptedTransport.Reply] {
  fileprivate static func replies(_ bodies: String...) -> Self {
    bodies.map { body in { _ in .success(.response(200, body)) } }
  }
}

extension AWSClient {
  fileprivate static func sample(
    _ transport: ScriptedTransport, _ region: String = "eu-central-1"
  ) throws -> AWSClient {
    AWSClient(
      endpoint: try Endpoint.resolve(
        .organizations, region: Region(region), settings: EndpointSettings(environment: [:])),
      shared: SharedState(transport: transport, time: ManualTime(), random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
  }
}

extension Deadline {
  fileprivate static let sample = Deadline(in: .seconds(3600), by: ManualTime())
}
