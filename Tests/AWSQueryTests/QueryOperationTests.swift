// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import AWSXML
import HTTP
import Testing
import TestSupport
import UTC

/// The protocol by an operation of STS, which has another version than IAM's.
@Suite(.limited) struct QueryOperationTests {
  struct AssumeRole: QueryOperation {
    static let name = "AssumeRole"
    static let version = "2011-06-15"
    static let isRepeatable = true
    static let responseLimit = 1 << 16

    let roleARN: String
    var externalID: String?

    var parameters: KeyValuePairs<String, String?> {
      ["RoleArn": roleARN, "RoleSessionName": "key-reminder", "ExternalId": externalID]
    }

    struct Session: Equatable {
      let accessKeyID, sessionToken: String
      let expiration: Timestamp?
    }

    func output(of result: XMLElement) throws(MalformedResponse) -> Session {
      guard let credentials = try result.child(named: "Credentials") else {
        throw MalformedResponse("AssumeRole without <Credentials>")
      }
      return Session(
        accessKeyID: try credentials.requiredWord("AccessKeyId"),
        sessionToken: try credentials.requiredWord("SessionToken"),
        expiration: try credentials.date("Expiration"))
    }
  }

  @Test func theFormHasNameVersionAndParameters() throws {
    let request = try AssumeRole(roleARN: "arn:aws:iam::1:role/r", externalID: "a+b").request()
    let form =
      "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
      + "&RoleSessionName=key-reminder&ExternalId=a%2Bb"
    #expect(
      request
        == OperationRequest(
          .post, path: "/",
          fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
          body: Array(form.utf8)))
  }

  @Test func aParameterThatIsNilIsLeftOut() throws {
    let body = try AssumeRole(roleARN: "r").request().body
    #expect(String(decoding: body, as: UTF8.self).hasSuffix("&RoleSessionName=key-reminder"))
  }

  @Test func theResultIsRead() throws {
    let session = try AssumeRole(roleARN: "r").output(
      from: response(
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t==</SessionToken><Expiration>2014-01-15T19:57:30Z</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """))
    let expiration = Timestamp(secondsSince1970: 1_389_815_850)
    #expect(
      session == .init(accessKeyID: "ASIA1", sessionToken: "t==", expiration: expiration))
  }

  @Test(
    "31: the response to another operation is an error",
    arguments: [
      "<ListUsersResponse><ListUsersResult/></ListUsersResponse>", "<AssumeRoleResponse/>",
      "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>", "{}", "",
    ])
  func otherResponse(body: String) {
    #expect(throws: MalformedResponse.self) {
      try AssumeRole(roleARN: "r").output(from: response(body))
    }
  }

  private func response(_ body: String) -> Response {
    Response(status: 200, body: Array(body.utf8))
  }
}
