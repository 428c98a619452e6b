// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import TestSupport
import Testing

@testable import CurlTransport

/// What mails and first calls cost the loop's thread: no test, but the figures of
/// docs/PERFORMANCE.md. Runs when `MEASURE` is set, best in a release build:
/// `MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter CostTests`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil))
struct CostTests {
  static let authority = Certificates.path("authority")
  static let mail = String(repeating: "m", count: 8000)

  enum Connections: CaseIterable, Sendable { case kept, resumed, new }

  @Test(arguments: Connections.allCases, ["http", "https"])
  func mail(connections: Connections, scheme: String) async throws {
    let server = try LoopbackServer(identity: scheme == "https" ? "server" : nil) { connection in
      while connection.readRequest() != nil {
        connection.answer(fields: connections == .resumed ? ["Connection: close"] : [])
        if connections == .resumed { return }
      }
    }
    let costs = try await onLoop { loop in
      let transport = CurlTransport(
        loop: loop, route: Route(proxy: .never, trust: .file(Self.authority)))
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

  enum Store: String, CaseIterable, Sendable { case amazonsRoots, wholeBundle, fallback }

  @Test(arguments: Store.allCases) func firstCall(store: Store) async throws {
    let server = try LoopbackServer(identity: "server") { $0.answerAll() }
    let authority = try String(contentsOfFile: Self.authority, encoding: .utf8)
    let system = try String(
      contentsOfFile: "/etc/ssl/certs/ca-certificates.crt", encoding: .utf8)
    let bundle = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).pem").path
    defer { try? FileManager.default.removeItem(atPath: bundle) }
    try (system + authority).write(toFile: bundle, atomically: true, encoding: .utf8)
    let roots = AmazonRoots.pem + "\n" + (store == .amazonsRoots ? authority : "")
    let route = Route(
      proxy: .never, trust: store == .wholeBundle ? .file(bundle) : .amazon(orFile: bundle))
    var costs: [Duration] = []
    for _ in 1...20 {
      costs.append(
        try await onLoop(EventLoop(roots: roots)) { loop in
          let start = ProcessorTime.ofThisThread
          let ending = await CurlTransport(loop: loop, route: route)
            .ending(.post(server.authority, Self.mail, scheme: "https"))
          precondition(ending == .answer(200, ""))
          return ProcessorTime.ofThisThread - start
        })
    }
    print("the first call, \(store): \(median(costs)), the very first: \(costs[0])")
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
