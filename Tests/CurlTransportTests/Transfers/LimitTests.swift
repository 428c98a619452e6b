// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// Time limits and cancellation.
@Suite(.limited) struct LimitTests {
  @Test("64: a server that accepts and does not respond: the deadline ends it") func stall()
    async throws
  {
    let run = try await exchange({ .post($0, "mail") }, limits: .short) { $0.waitForClose() }
    #expect(run.ending == .failure(.timedOut))
  }

  @Test("65: a byte now and then does not extend the deadline") func trickle() async throws {
    let run = try await exchange(limits: .short) { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      for _ in 1...1000 where connection.isConnected {
        connection.send("x")
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    #expect(run.ending == .failure(.timedOut))
  }

  @Test("70: an endless 100 Continue ends at the deadline") func informational() async throws {
    let run = try await exchange(limits: .short) { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 100 Continue\r\n\r\n")
      connection.waitForClose()
    }
    #expect(run.ending == .failure(.timedOut))
  }

  /// Nobody accepts and the queue is full: the system drops connections, as a dead address does.
  @Test("62: an address that does not respond: the connect limit ends it, and nothing was sent")
  func connectLimit() async throws {
    let hole = try BlackHole()
    let limits = Bounds(connect: .milliseconds(300), total: nil, responseBytes: 1000)
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).result(.post(hole.authority, "mail"), limits)
    }
    #expect(result.failure?.kind == .unreachable)
  }

  @Test("77: a handshake that does not proceed ends at the connect limit") func handshake()
    async throws
  {
    let server = try LoopbackServer { $0.waitForClose() }
    let limits = Bounds(connect: .milliseconds(300), total: nil, responseBytes: 1000)
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain)
        .result(.post(server.authority, "mail", scheme: "https"), limits)
    }
    #expect(result.failure?.kind == .unreachable)
  }

  @Test func aLimitOfZeroIsALimit() async throws {
    let limits = Bounds(connect: .zero, total: .seconds(-1), responseBytes: 1000)
    let run = try await exchange(limits: limits) { $0.waitForClose() }
    #expect(run.ending != .response(200, ""))
  }

  @Test func anEnormousLimitIsAccepted() async throws {
    let years = Duration.seconds(Int64.max / 4)
    let limits = Bounds(connect: years, total: years, responseBytes: 1000)
    let run = try await exchange(limits: limits) { $0.respondToAll("x") }
    #expect(run.ending == .response(200, "x"))
  }

  /// The script ends only when the client closes.
  @Test("a cancelled request ends, and its connection is closed") func cancellation() async throws {
    let (arrived, closed) = (Gate(), Gate())
    let server = try LoopbackServer { connection in
      connection.readRequest()
      arrived.open()
      connection.waitForClose()
      closed.open()
    }
    let result = try await onLoop { loop in
      let task = Task(executorPreference: loop) {
        await CurlTransport(loop: loop, route: .plain).result(.post(server.authority, "mail"))
      }
      await background { arrived.wait() }
      task.cancel()
      let result = await task.value
      await background { closed.wait() }
      return result
    }
    #expect(result.failure?.kind == .cancelled)
    #expect(result.failure?.mayHaveArrived == true)
  }

  @Test func nothingIsSentWhenCancelledBeforeTheStart() async throws {
    let server = try LoopbackServer { $0.respondToAll() }
    let result = try await onLoop { loop in
      let task = Task(executorPreference: loop) {
        await CurlTransport(loop: loop, route: .plain).result(.post(server.authority, "mail"))
      }
      task.cancel()
      return await task.value
    }
    #expect(result.failure?.mayHaveArrived == false)
    #expect(server.requests.isEmpty)
  }
}

/// Does blocking work outside the loop's thread.
func background(_ work: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      work()
      continuation.resume()
    }
  }
}
