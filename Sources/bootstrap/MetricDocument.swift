// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials

/// Metrics in CloudWatch's Embedded Metric Format: one bare JSON object in the log, whose member `_aws`
/// says which other members are metrics.
///
/// It is a line of the log at the same time, with what Lambda wants of one in JSON: without a `level`
/// it would be taken for INFO, without a `timestamp` it would get another.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
struct MetricDocument: Encodable {
  let values: [Metrics.Name: Int]
  let functionName: String
  let requestID: String
  let now: Date

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(directive, forKey: "_aws")
    try members.encode(functionName, forKey: "FunctionName")
    for (name, value) in values { try members.encode(value, forKey: Member(name.rawValue)) }
    let timestamp = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(now)
    try members.encode(timestamp, forKey: "timestamp")
    try members.encode("INFO", forKey: "level")
    try members.encode("The figures of the run.", forKey: "message")
    try members.encode(requestID, forKey: "requestId")
  }

  private var directive: Metadata {
    let metrics = Metrics.Name.allCases.filter { values[$0] != nil }
    return Metadata(
      Timestamp: Int(now.timeIntervalSince1970 * 1000),
      CloudWatchMetrics: [
        Directive(
          Namespace: "KeyReminder", Dimensions: [["FunctionName"]],
          Metrics: metrics.map { Definition(Name: $0.rawValue, Unit: $0.unit) })
      ])
  }

  // Named as the format names them.

  private struct Metadata: Encodable {
    /// Milliseconds since 1970.
    let Timestamp: Int
    let CloudWatchMetrics: [Directive]
  }

  private struct Directive: Encodable {
    let Namespace: String
    let Dimensions: [[String]]
    let Metrics: [Definition]
  }

  private struct Definition: Encodable {
    let Name: String
    let Unit: String
  }

  private struct Member: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init(stringLiteral name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
