// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import HTTP
import Identifiers
import SES

/// Bytes as SES's JSON. The first one is a part of the status.
struct SESInput {
  private let status: Int
  private let body: [UInt8]

  init(_ bytes: [UInt8]) {
    status = 300 + Int(bytes.first ?? 0)
    body = Array(bytes.dropFirst())
  }

  private static let mail = EmailAddress("ana@example.com").map {
    SendEmail(from: Sender($0), to: [$0], content: .simple(subject: "s", text: "t", html: "h"))
  }

  func sendEmail() {
    guard let mail = Self.mail else { return }
    let receipt = try? mail.output(from: response(200))
    require(receipt?.messageID != "", "an id is not empty")
    let error = SendEmail.error(from: response(status))
    checkWords(of: error)
    _ = mail.verdict(on: error)
  }

  func getAccount() {
    guard let account = try? GetAccount().output(from: response(200)) else { return }
    let rate = account.sendQuota?.maxSendRate
    require(rate?.isFinite != false, "a rate is a number")
  }

  func listSuppressedDestinations() {
    let list = ListSuppressedDestinations()
    guard let page = try? list.output(from: response(200)) else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    if let marker = page.nextMarker {
      let query = list.continued(at: marker).query
      require(query["NextToken"] == marker, "a page is asked for where the last one ended")
    }
  }

  private func response(_ status: Int) -> Response {
    Response(status: status, body: body)
  }
}
