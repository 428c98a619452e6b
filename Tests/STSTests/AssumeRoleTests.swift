// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import HTTP
import Identifiers
import STS
import SigV4
import Testing
import TestSupport
import UTC

@Suite(.limited) struct AssumeRoleTests {
  private static let secret = "EXAMPLE/of/a+secret"
  private static let credentials = """
    <Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>\(secret)</SecretAccessKey>
    <SessionToken>token/with+=</SessionToken><Expiration>2026-02-02T03:00:00Z</Expiration></Credentials>
    """
  private static let user = """
    <AssumedRoleUser><AssumedRoleId>AROA:KeyReminder</AssumedRoleId>
    <Arn>arn:aws:sts::210987654321:assumed-role/KeyReminderAudit/KeyReminder</Arn></AssumedRoleUser>
    """
  private static let role = ARN("arn:aws:iam::210987654321:role/KeyReminderAudit")

  private func operation(_ id: String? = nil) throws -> AssumeRole {
    AssumeRole(
      role: try #require(Self.role), sessionName: RoleSessionName(madeOf: "key-reminder"),
      externalID: id.flatMap { ExternalID($0) })
  }

  private func session(_ result: String, status: Int = 200) throws -> RoleSession {
    try operation().output(
      from: .response(
        status,
        #"<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>"#
          + "\(result)</AssumeRoleResult></AssumeRoleResponse>"))
  }

  @Test("the form, with and without an external id")
  func form() throws {
    let form =
      "Action=AssumeRole&Version=2011-06-15"
      + "&RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2FKeyReminderAudit"
      + "&RoleSessionName=key-reminder&DurationSeconds=900"
    let bodies = try [operation(), operation("a/b:c=@")]
      .map { String(decoding: try $0.request().body, as: UTF8.self) }
    #expect(bodies == [form, form + "&ExternalId=a%2Fb%3Ac%3D%40"])
  }

  @Test("a session: credentials that print nothing, whose they are, and until when")
  func session() throws {
    let session = try session(Self.credentials + Self.user)
    #expect(session.credentials.accessKeyID == "ASIAEXAMPLE")
    #expect(session.expiration == Timestamp(secondsSince1970: 1_770_001_200))
    #expect(session.role.account?.description == "210987654321")
    #expect(!"\(session)".contains(Self.secret) && !"\(session)".contains("token/with"))
    var dumped = ""
    dump(session, to: &dumped)
    #expect(!dumped.contains(Self.secret) && !dumped.contains("token/with"))
  }

  @Test(
    "60: another role or account than the one that was asked for is recognised",
    arguments: [
      ("arn:aws:iam::210987654321:role/KeyReminderAudit", true),
      ("arn:aws:iam::210987654321:role/path/of/KeyReminderAudit", true),
      ("arn:aws:iam::210987654322:role/KeyReminderAudit", false),
      ("arn:aws:iam::210987654321:role/KeyReminder", false),
    ])
  func whose(role: String, isIts: Bool) throws {
    let session = try session(Self.credentials + Self.user)
    #expect(try session.isSession(of: #require(ARN(role))) == isIts)
  }

  @Test(
    "60: what is no session of a role is nobody's",
    arguments: [
      "arn:aws:iam::210987654321:role/KeyReminderAudit",
      "arn:aws:sts::210987654321:federated-user/KeyReminderAudit/x",
      "arn:aws:sts:::assumed-role/KeyReminderAudit/x",
      "arn:aws:sts::210987654321:assumed-role/KeyReminderAudit",
    ])
  func noSession(arn: String) throws {
    let user = "<AssumedRoleUser><Arn>\(arn)</Arn></AssumedRoleUser>"
    #expect(
      try !session(Self.credentials + user).isSession(of: #require(Self.role)))
  }

  @Test(
    "56: an expiration that is missing or cannot be read is an error",
    arguments: ["", "<Expiration/>", "<Expiration>soon</Expiration>"])
  func expiration(element: String) throws {
    let result = Self.credentials.replacing(
      "<Expiration>2026-02-02T03:00:00Z</Expiration>", with: element)
    let error = #expect(throws: MalformedResponse.self) { try session(result + Self.user) }
    #expect(error?.reason.contains("Expiration") == true)
  }

  @Test(
    "what is not a session is an error, which repeats no secret",
    arguments: [
      "", credentials, user, credentials + credentials + user, credentials + user + user,
      "<Credentials/>" + user, credentials + "<AssumedRoleUser><Arn>me</Arn></AssumedRoleUser>",
      credentials.replacing("<AccessKeyId>ASIAEXAMPLE</AccessKeyId>", with: "") + user,
      credentials.replacing("<SessionToken>token/with+=</SessionToken>", with: "") + user,
      credentials.replacing(secret, with: "") + user, credentials.replacing(secret, with: "<x/>"),
      credentials + "wJalr" + user + "<",
    ])
  func malformed(result: String) {
    let error = #expect(throws: MalformedResponse.self) { try session(result) }
    #expect(error?.reason.contains("wJalr") == false && error?.reason.contains("token/") == false)
  }

  @Test("P7: a response that is cut anywhere is an error without secrets")
  func truncated() throws {
    let whole = "<AssumeRoleResponse><AssumeRoleResult>" + Self.credentials + Self.user
    for count in 0..<whole.utf8.count {
      let response = Response(status: 200, body: Array(whole.utf8.prefix(count)))
      let error = #expect(throws: MalformedResponse.self) {
        try operation().output(from: response)
      }
      #expect(error?.reason.contains("wJalr") == false)
    }
  }

  @Test(
    "53, 54, 113: a refusal is final; only throttling and what may pass is asked again",
    arguments: [
      ("AccessDenied", 403, 1), ("RegionDisabledException", 403, 1), ("ValidationError", 400, 1),
      ("MalformedPolicyDocument", 400, 1), ("PackedPolicyTooLarge", 400, 1),
      ("ExpiredToken", 403, 1), ("ExpiredTokenException", 400, 1), ("InvalidClientTokenId", 403, 1),
      ("Throttling", 400, 2), ("InternalFailure", 500, 2), ("ServiceUnavailable", 503, 2),
    ])
  func refusals(code: String, status: Int, requests: Int) async throws {
    let whole =
      "<AssumeRoleResponse><AssumeRoleResult>" + Self.credentials + Self.user
      + "</AssumeRoleResult></AssumeRoleResponse>"
    let refusal =
      "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>no</Message></Error>"
      + "<RequestId>r-1</RequestId></ErrorResponse>"
    let transport = ScriptedTransport([
      { _ in .success(.response(status, refusal)) }, { _ in .success(.response(200, whole)) },
    ])
    let client = try AWSClient.sample(transport)
    let session = try? await client.call(operation(), by: .sample)
    #expect(transport.requests.count == requests)
    #expect((session != nil) == (requests == 2))
  }

  @Test("the region's own endpoint is called, and signed for")
  func signature() async throws {
    let transport = ScriptedTransport([])
    _ = try? await AWSClient.sample(transport).call(operation(), by: .sample)
    let request = try #require(transport.requests.first)
    #expect(request.authority == "sts.eu-central-1.amazonaws.com")
    #expect(
      request.fields["Authorization"]?.contains("/eu-central-1/sts/aws4_request") == true)
  }
}

@Suite(.limited) struct STSNameTests {
  @Test(
    "57: any text becomes the name of a session",
    arguments: [
      ("key-reminder", "key-reminder"), ("a b/c:d", "a-b-c-d"), ("", "--"), ("x", "x-"),
      ("é中\n", "---"), ("_+=,.@-9Z", "_+=,.@-9Z"),
      (String(repeating: "x", count: 65), String(repeating: "x", count: 64)),
    ])
  func sessionName(text: String, name: String) {
    #expect(RoleSessionName(madeOf: text).description == name)
  }

  @Test(arguments: ["ab", "a/b:c=@,.+-_", String(repeating: "x", count: 1224)])
  func externalID(text: String) { #expect(ExternalID(text)?.description == text) }

  @Test(
    "an external id that STS refuses is none",
    arguments: ["", "a", "a b", "é1", "a\n", "a*", String(repeating: "x", count: 1225)])
  func noExternalID(text: String) { #expect(ExternalID(text) == nil) }
}

extension AWSClient {
  fileprivate static func sample(_ transport: ScriptedTransport) throws -> AWSClient {
    AWSClient(
      endpoint: try Endpoint.resolve(
        .sts, region: Region("eu-central-1"), settings: EndpointSettings(environment: [:])),
      shared: SharedState(transport: transport, time: ManualTime(), random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
  }
}

extension Deadline {
  fileprivate static let sample = Deadline(in: .seconds(3600), by: ManualTime())
}
