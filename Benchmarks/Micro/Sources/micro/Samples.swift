// SPDX-License-Identifier: Apache-2.0
import HTTP
import Identifiers
import SigV4

extension Credentials {
  static var example: Credentials {
    Credentials(
      accessKeyID: "ASIAFAKEFAKEFAKEFAKE",
      secretAccessKey: "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00",
      sessionToken: String(repeating: "IQoJb3JpZ2luX2Vj", count: 60))
  }
}

extension Request {
  static var listAccessKeys: Request {
    let form = "Action=ListAccessKeys&Version=2010-05-08&UserName=ana%40example.com&MaxItems=1000"
    return Request(
      .post, scheme: "https", authority: "iam.amazonaws.com", path: "/",
      fields: [
        "User-Agent": "key-reminder",
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
      ], body: Array(form.utf8))
  }
}

extension UserName {
  static var example: UserName {
    guard let name = UserName("ana@example.com") else { preconditionFailure() }
    return name
  }
}

extension EmailAddress {
  static var example: Self {
    guard let address = Self("ana@example.com") else { preconditionFailure() }
    return address
  }
}

let accessKeys = Array(
  """
  <ListAccessKeysResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccessKeysResult>\
  <UserName>ana@example.com</UserName><AccessKeyMetadata><member>\
  <UserName>ana@example.com</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId>\
  <Status>Active</Status><CreateDate>2024-02-29T12:00:00Z</CreateDate></member>\
  </AccessKeyMetadata><IsTruncated>false</IsTruncated></ListAccessKeysResult><ResponseMetadata>\
  <RequestId>7a62c49f-347e-4fc4-9331-6e8eexample</RequestId></ResponseMetadata>\
  </ListAccessKeysResponse>
  """.utf8)

func users(_ count: Int) -> [UInt8] {
  let members = (0..<count).map {
    """
    <member><Path>/</Path><UserName>user-\($0)@example.com</UserName>\
    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>\
    <Arn>arn:aws:iam::012345678912:user/user-\($0)@example.com</Arn>\
    <CreateDate>2020-02-29T12:00:00Z</CreateDate>\
    <PasswordLastUsed>2026-01-01T12:00:00Z</PasswordLastUsed></member>
    """
  }
  return Array(
    """
    <ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListUsersResult>\
    <Users>\(members.joined())</Users><IsTruncated>false</IsTruncated></ListUsersResult>\
    </ListUsersResponse>
    """.utf8)
}
