// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// The cost of mails and first calls for the loop's thread: not a test, but the figures of
/// docs/PERFORMANCE.md. Runs when `MEASURE` is set, best in a release build:
/// `MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter CostTests`.
@Suite(.serialized, .limited, .enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil))
struct CostTests {
  static let authority = Certificates.path("authority")
  static let mail = String(repeating: "m", count: 8000)

  enum Connections: CaseIterable, Sendable { case kept, resumed, new }

  @Test(arguments: Connections.allCases, ["http", "https"])
  func mail(connections: Connections, scheme: String) async throws {
    let server = try LoopbackServer(identity: scheme == "https" ? "server" : nil) { connection in
      while connection.readRequest() != nil {
        connection.respond(fields: connections == .resumed ? ["Connection: close"] : [])
        if connections == .resumed { return }
      }
    }
    let costs = try await onLoop { loop in
      let transport = CurlTransport(
        loop: loop, route: Route(trustedCertificates: Self.authority))
      var costs: [Duration] = []
      for _ in 1...300 {
        let start = ProcessorTime.ofThisThread
        if connections == .new { transport.renewConnections() }
        _ = await transport.ending(.post(server.authority, Self.mail, scheme: scheme))
        costs.append(ProcessorTime.ofThisThread - start)
      }
      return costs
    }
    print("a mail over \(scheme), connections \(connections): \(median(costs))")
  }

  /// The server's authority stands alone in its file, or last in one with all of the system's.
  @Test(arguments: [false, true]) func firstCall(amongMany: Bool) async throws {
    let server = try LoopbackServer(identity: "server") { $0.respondToAll() }
    let system = "/etc/ssl/certs/ca-certificates.crt"
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).pem").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let texts = try (amongMany ? [system, Self.authority] : [Self.authority])
      .map { try String(contentsOfFile: $0, encoding: .utf8) }
    try texts.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let route = Route(trustedCertificates: file)
    var costs: [Duration] = []
    for _ in 1...20 {
      costs.append(
        try await onLoop { loop in
          let start = ProcessorTime.ofThisThread
          let ending = await CurlTransport(loop: loop, route: route)
            .ending(.post(server.authority, Self.mail, scheme: "https"))
          precondition(ending == .response(200, ""))
          return ProcessorTime.ofThisThread - start
        })
    }
    print("the first call, among many \(amongMany): \(median(costs)), the very first: \(costs[0])")
  }

  private func median(_ costs: [Duration]) -> Duration { costs.sorted()[costs.count / 2] }
}

private enum ProcessorTime {
  static var ofThisThread: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
