// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport
import UTC

@testable import LambdaRuntime

@Suite(.limited) struct InvocationTests {
  /// The clock of these tests stands at 1,770,000,000 s.
  static let deadlines: [(field: String?, seconds: Int64)] = [
    (nil, 30), ("", 30), ("soon", 30), ("-1", 30), ("0", 30), ("1e12", 30), ("12.5", 30),
    (" 1770000060000", 60), ("9223372036854775807", 30), ("9223372036854775808", 30),
    ("-9223372036854775808", 30), ("99999999999999999999999", 30),
    ("1770000060000", 60), ("1770000900000", 900), ("1770000901000", 900),
    ("1773000000000", 900), ("1769999990000", -10), ("1", -1_770_000_000),
  ]

  @Test(
    "6, 87: an unusable deadline is replaced, one that has passed stays",
    arguments: deadlines)
  func deadline(field: String?, seconds: Int64) async {
    let fields: Fields = field.map { ["Lambda-Runtime-Deadline-Ms": $0] } ?? [:]
    let left = Transcript<Duration>()
    let lambda = Conversation([.event("a", fields: fields), .status(202)])
    _ = await lambda.run { [time = lambda.time] in
      left.add($0.deadline.remaining(by: time))
      return []
    }
    #expect(left.items.map { Int64(($0 / .seconds(1)).rounded()) } == [seconds])
    #expect(lambda.log.items.contains { $0.contains(#""level":"WARN""#) } == (seconds == 30))
  }

  @Test("7: only the request id must be there; a trace id ends with its invocation")
  func missingFields() async {
    let trace = "Lambda-Runtime-Trace-Id"
    let arns = Transcript<String?>()
    let lambda = Conversation([
      .event("a", fields: [trace: "Root=1", "Lambda-Runtime-Invoked-Function-Arn": "arn:x"]),
      .status(202), .event("b"), .status(202), .event("c", fields: [trace: "Root=3"]), .status(202),
    ])
    _ = await lambda.run {
      arns.add($0.invokedFunctionARN)
      return []
    }
    #expect(lambda.traceIDs.items == ["Root=1", nil, "Root=3"])
    #expect(arns.items == ["arn:x", nil, nil])
  }

  @Test(
    "8: names of fields in any case",
    arguments: ["lambda-runtime-aws-request-id", "LAMBDA-RUNTIME-AWS-REQUEST-ID"])
  func fieldNames(name: String) async {
    let lambda = Conversation([
      .response(.response(200, fields: [name: "a"])), .status(202),
    ])
    _ = await lambda.run { $0.payload }
    #expect(lambda.calls == ["GET next", "POST a/response", "GET next"])
  }

  @Test("8: the first of two fields of the same name counts")
  func repeatedFields() async {
    var fields = Fields()
    for name in [FieldName.requestID, FieldName.deadline] {
      fields.append(name, "1770000060000")
      fields.append(name, "1770000060000")
    }
    let reply = Response(status: 200, fields: fields)
    let lambda = Conversation([.response(reply), .status(202)])
    _ = await lambda.run { $0.payload }
    #expect(lambda.calls[1] == "POST 1770000060000/response" && lambda.log.items.isEmpty)
  }

  @Test("84: a freeze moves the deadline of the next event; a jump does not move that of this one")
  func freeze() async {
    let left = Transcript<Duration>()
    let soon: Fields = ["Lambda-Runtime-Deadline-Ms": "1770003660000"]
    let lambda = Conversation([
      .event("a"), .status(202), .event("b", fields: soon), .status(202),
    ])
    _ = await lambda.run { [time = lambda.time] in
      left.add($0.deadline.remaining(by: time))
      // An hour passes while the process and its own clock stand still.
      time.set(time.now + .seconds(3600))
      left.add($0.deadline.remaining(by: time))
      return []
    }
    #expect(left.items == [30, 30, 60, 60].map { .seconds($0) })
  }
}
