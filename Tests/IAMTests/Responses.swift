// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import HTTP

func response(_ body: String, status: Int = 200) -> Response {
  response(bytes: Array(body.utf8), status: status)
}

func response(bytes: [UInt8], status: Int = 200) -> Response {
  Response(status: status, body: bytes)
}

func usersResponse(_ result: String) -> Response {
  response(
    """
    <ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
      <ListUsersResult>\(result)</ListUsersResult>
      <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
    </ListUsersResponse>
    """)
}

func keysResponse(_ result: String) -> Response {
  response(
    "<ListAccessKeysResponse><ListAccessKeysResult>\(result)</ListAccessKeysResult>"
      + "</ListAccessKeysResponse>")
}

func text<Op: Operation>(_ operation: Op) throws -> String {
  String(decoding: try operation.request().body, as: UTF8.self)
}
