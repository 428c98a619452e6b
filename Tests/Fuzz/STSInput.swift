// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import HTTP
import Identifiers
import SigV4
import STS

/// Bytes as STS's XML.
struct STSInput {
  private let response: Response

  init(_ bytes: [UInt8]) { response = Response(status: 400, body: bytes) }

  func assumeRole() {
    guard let role = ARN("arn:aws:iam::123456789012:role/KeyReminderAudit") else { return }
    let operation = AssumeRole(role: role, sessionName: RoleSessionName(madeOf: "fuzz"))
    guard let session = try? operation.output(from: response) else { return }
    require(!session.credentials.accessKeyID.isEmpty, "credentials have a key id")
    guard session.isSession(of: role) else { return }
    require(session.role.account == role.account, "a session is of the account that was asked for")
  }

  /// The bytes as what a name is made of.
  func sessionName() {
    let name = RoleSessionName(madeOf: String(decoding: response.body, as: UTF8.self)).description
    require((2...64).contains(name.utf8.count), "the name of a session has a length that STS takes")
  }
}
