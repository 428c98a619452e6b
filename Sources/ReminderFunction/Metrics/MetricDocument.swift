// SPDX-License-Identifier: Apache-2.0
import JSON
import UTC

/// Metrics in CloudWatch's Embedded Metric Format: one bare JSON object in the log, whose member
/// `_aws` says which other members are metrics.
///
/// It is also a line of Lambda's JSON log: Lambda would take it for INFO without a `level`, and add
/// another time without a `timestamp`.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
struct MetricDocument {
  let values: [Metrics.Name: Int]
  let functionName: String
  let requestID: String
  let version: String
  let now: Timestamp

  var json: JSON {
    var members: [String: JSON] = [
      "_aws": directive, "FunctionName": .string(functionName),
      "timestamp": .string(now.description), "level": "INFO",
      "message": "The figures of the run.", "requestId": .string(requestID),
      "version": .string(version),
    ]
    for (name, value) in values { members[name.rawValue] = .integer(value) }
    return .object(members)
  }

  private var directive: JSON {
    let metrics = Metrics.Name.allCases.filter { values[$0] != nil }
    return [
      "Timestamp": .integer(now.millisecondsSince1970),
      "CloudWatchMetrics": [
        [
          "Namespace": "KeyReminder", "Dimensions": [["FunctionName"]],
          "Metrics": .array(
            metrics.map { ["Name": .string($0.rawValue), "Unit": .string($0.unit)] }),
        ]
      ],
    ]
  }
}
