// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import AWSXML
import UTC

extension XMLElement {
  /// The last use in the child called `name`.
  func lastUse(_ name: String) throws(MalformedResponse) -> LastUse {
    guard let element = try child(named: name) else { return .notRecorded }
    return element.timestamp.map(LastUse.at) ?? .unreadable
  }
}
