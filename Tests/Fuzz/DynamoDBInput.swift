// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSJSON
import DynamoDB
import HTTP
import KeyReminder

@testable import AWSAdapters

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
    checkRecords(of: page.items)
    guard let marker = page.nextMarker, let next = try? query.continued(at: marker).request()
    else { return }
    require(next.body.count > marker.utf8.count, "a page is asked for where the last one ended")
  }

  /// Each item is a record of its own, or the page is refused.
  private func checkRecords(of items: [Attributes]) {
    var records: [LedgerID: LedgerRecord] = [:]
    do throws(AWSError) {
      for item in items { try LedgerItem.add(item, to: &records) }
      require(records.count == items.count, "an item is a record")
    } catch {
      return
    }
    for case .entry(let entry) in records.values {
      require(entry.keys.values.allSatisfy { $0.times > 0 }, "a key that is counted was reminded")
    }
  }

  func updateItem() {
    let update = UpdateItem(table: "t", key: [:], update: "u", names: [:], values: [:])
    let error = UpdateItem.error(from: response(status))
    checkWords(of: error)
    let refusal = try? update.output(ofRefusal: error, in: response(status))
    require(refusal != .written, "what was refused is not written")
    if case .conditionFailed(let item) = refusal { _ = LedgerItem.record(of: item) }
  }

  private func response(_ status: Int) -> Response { Response(status: status, body: body) }
}
