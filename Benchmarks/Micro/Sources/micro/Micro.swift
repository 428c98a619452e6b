// SPDX-License-Identifier: Apache-2.0
import AWSJSON
import AWSQuery
import Glibc
import HTTP
import IAM
import Identifiers
import SES
import SigV4
import UTC

/// The processor time of the parts of one call, without the network, as a Markdown table.
@main
struct Micro {
  static func main() throws {
    print("| piece of work | processor time |\n| --- | --- |")
    let signer = Signer(credentials: .example, region: "us-east-1", service: "iam")
    let request = Request.listAccessKeys
    try measure("sign a ListAccessKeys request, session token of 960 bytes") {
      try signer.sign(request, at: .now)
    }
    let keys = ListAccessKeys(userName: .example)
    let response = Response(status: 200, body: accessKeys)
    try measure("read the XML of one user's keys, \(accessKeys.count) bytes") {
      try keys.output(from: response)
    }
    let page = Response(status: 200, body: users(1000))
    try measure("read the XML of 1,000 users, \(page.body.count / 1024) KiB") {
      try ListUsers().output(from: page)
    }
    let mail = SendEmail(
      from: Sender(.example), to: [.example],
      content: .simple(
        subject: "An access key", text: String(repeating: "A line.\n", count: 200),
        html: String(repeating: "<p style=\"margin:0\">A line.</p>\n", count: 250)))
    let size = try mail.request().body.count / 1024
    try measure("write a mail as JSON, \(size) KiB") { try mail.request() }
  }

  /// The median of eleven rounds of a fiftieth of a second each, on the clock of the processor.
  private static func measure<Result>(_ name: String, _ work: () throws -> Result) rethrows {
    var rounds: [Double] = []
    for _ in 0..<11 {
      let begin = processorTime()
      var (count, end) = (0, begin)
      while end - begin < 0.02 {
        for _ in 0..<10 { try keep(work()) }
        count += 10
        end = processorTime()
      }
      rounds.append((end - begin) / Double(count))
    }
    let microseconds = Int(rounds.sorted()[5] * 10_000_000)
    print("| \(name) | \(microseconds / 10).\(microseconds % 10) µs |")
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What is returned must not be optimised away.
@inline(never)
private func keep<Value>(_ value: Value) { withExtendedLifetime(value) {} }
