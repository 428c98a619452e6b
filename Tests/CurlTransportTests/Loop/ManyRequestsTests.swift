// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

@Suite(.serialized, .limited) struct ManyRequestsTests {
  /// Each server thread responds only when all 64 requests are there.
  @Test func sixtyFourAtOnce() async throws {
    let everybody = Gate()
    let server = try LoopbackServer { connection in
      connection.readRequest()
      if connection.number == 64 { everybody.open() }
      everybody.wait()
      connection.respond("200 OK", "\(connection.number)")
    }
    let bodies = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      return await withTaskGroup { group in
        for _ in 1...64 { group.addTask { await transport.ending(.get(server.authority)) } }
        var endings: [Ending] = []
        for await ending in group { endings.append(ending) }
        return endings
      }
    }
    #expect(bodies.count == 64)
    for number in 1...64 { #expect(bodies.contains(.response(200, "\(number)"))) }
  }

  @Test func connectionsAreUsedAgain() async throws {
    let server = try LoopbackServer { $0.respondToAll("x") }
    try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      for width in [16, 1, 16] {
        await withTaskGroup { group in
          for _ in 1...width {
            group.addTask { _ = await transport.ending(.get(server.authority)) }
          }
        }
      }
    }
    #expect(server.requests.count == 33)
    #expect(server.connections <= 16)
  }

  /// A separate process, because other tests open and close files.
  @Test("74: neither descriptors nor memory grow over thousands of requests, half of them failures")
  func noGrowth() async throws {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer { connection in
        while let request = connection.readRequest() {
          if request.starts(with: "GET /dead".utf8) { return connection.reset() }
          connection.respond("200 OK", String(repeating: "x", count: 1000))
        }
      }
      let (before, after) = try await onLoop { loop in
        let transport = CurlTransport(loop: loop, route: .plain)
        func round(_ count: Int) async {
          for number in 1...count {
            let path = number.isMultiple(of: 2) ? "/" : "/dead"
            _ = await transport.ending(.get(server.authority, path))
          }
        }
        await round(500)
        let before = Footprint()
        await round(2000)
        return (before, Footprint())
      }
      #expect(after.descriptors <= before.descriptors + 8)
      #expect(after.residentBytes <= before.residentBytes + 4_000_000)
    }
  }

  @Test("74: without free descriptors requests fail, and work again later")
  func noDescriptors() async throws {
    await #expect(processExitsWith: .success) {
      let server = try LoopbackServer { $0.respondToAll("x") }
      let endings = try await onLoop { loop in
        let transport = CurlTransport(loop: loop, route: .plain)
        var hoard: [CInt] = []
        var limits = rlimit(rlim_cur: 256, rlim_max: 256)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        while let file = Optional(open("/dev/null", O_RDONLY)), file >= 0 { hoard.append(file) }
        let without = await transport.ending(.post(server.authority, "mail"))
        for file in hoard { close(file) }
        return [without, await transport.ending(.post(server.authority, "mail"))]
      }
      #expect(endings == [.failure(.unreachable), .response(200, "x")])
    }
  }
}

/// The memory and descriptors of the process.
private struct Footprint: Sendable {
  let descriptors: Int
  let residentBytes: Int

  init() {
    descriptors =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? .max
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first.flatMap { Int($0) }
    residentBytes = (pages ?? 0) * sysconf(CInt(_SC_PAGESIZE))
  }
}
