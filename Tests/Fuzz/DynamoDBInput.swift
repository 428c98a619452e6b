// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
import HTTP

/// Bytes as DynamoDB's JSON. The first one is a part of the status.
struct DynamoDBInput {
  private let status: Int
  private let body: [UInt8]

  init(_ bytes: [UInt8]) {
    status = 300 + Int(bytes.first ?? 0)
    body = Array(bytes.dropFirst())
  }

  func query() {
    let query = Query(table: "t", condition: "c", names: [:], values: [:], pageSize: 1)
    guard let page = try? query.output(from: response(200)) else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    guard let marker = page.nextMarker, let next = try? query.continued(at: marker).request()
    else { return }
    require(next.body.count > marker.utf8.count, "a page is asked for where the last one ended")
  }

  func updateItem() {
    let update = UpdateItem(table: "t", key: [:], update: "u", names: [:], values: [:])
    let error = UpdateItem.error(from: response(status))
    checkWords(of: error)
    let refusal = try? update.output(ofRefusal: error, in: response(status))
    require(refusal != .written, "what was refused is not written")
  }

  private func response(_ status: Int) -> Response { Response(status: status, body: body) }
}
