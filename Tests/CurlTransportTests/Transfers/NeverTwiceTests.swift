// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// A request is sent once, whatever happens to its connection: SES has no way to tell that a mail
/// came twice.
@Suite(.limited) struct NeverTwiceTests {
  /// How a connection dies after the response to its first request.
  enum Death: String, CaseIterable, Sendable {
    case finAfterRequest, resetAfterRequest, resetUnread, finUnread

    func happen(on connection: LoopbackConnection) {
      switch self {
      case .finAfterRequest: connection.readRequest()
      case .resetAfterRequest:
        connection.readRequest()
        connection.reset()
      case .resetUnread:
        connection.waitForBytes()
        connection.reset()
      case .finUnread:
        connection.waitForBytes()
        connection.close()
      }
    }
  }

  @Test("42: on a reused connection that dies, a mail is sent once", arguments: Death.allCases)
  func reused(death: Death) async throws {
    let server = try LoopbackServer(
      { connection in
        connection.readRequest()
        connection.respond()
        death.happen(on: connection)
      }, { $0.respondToAll("sent again") })
    let results = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      return [
        await transport.result(.post(server.authority, "first")),
        await transport.result(.post(server.authority, "mail")),
      ]
    }
    #expect(results.first.map(Ending.init) == .response(200, ""))
    #expect(results.last.map(Ending.init) == .cut)
    #expect(results.last?.failure?.mayHaveArrived == true)
    #expect(results.last?.failure?.wasStaleConnection == true)
    #expect(server.texts.filter { $0.hasSuffix("mail") }.count <= 1)
    #expect(server.texts.count <= 2)
  }

  /// The repetition that libcurl begins cannot connect: that must not look as if nothing had left.
  @Test("42: nor when the server has stopped listening") func reusedAndRefused() async throws {
    let server = try LoopbackServer { connection in
      connection.readRequest()
      connection.respond()
      connection.readRequest()
    }
    let last = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      _ = await transport.result(.post(server.authority, "first"))
      server.stop()
      return await transport.result(.post(server.authority, "mail"))
    }
    #expect(last.failure?.mayHaveArrived == true)
    #expect(server.texts.filter { $0.hasSuffix("mail") }.count == 1)
  }

  /// Larger than what a socket takes at once: libcurl is in the middle of the body.
  @Test("42: nor in the middle of a large body") func largeBody() async throws {
    let server = try LoopbackServer(
      { connection in
        connection.readRequest()
        connection.respond()
        connection.waitForBytes()
        connection.reset()
      }, { $0.respondToAll("sent again") })
    let last = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      _ = await transport.result(.post(server.authority, "first"))
      return await transport.result(
        .post(server.authority, String(repeating: "m", count: 8_000_000)))
    }
    #expect(Ending(last) == .cut)
    #expect(server.requests.count == 1)
  }

  @Test("67: a read is not repeated either: only the caller may do that") func read() async throws {
    let server = try LoopbackServer(
      { connection in
        connection.readRequest()
        connection.respond()
        connection.readRequest()
      }, { $0.respondToAll("again") })
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      var endings: [Ending] = []
      for _ in 1...3 { endings.append(await transport.ending(.get(server.authority))) }
      return endings
    }
    #expect(endings == [.response(200, ""), .cut, .response(200, "again")])
    #expect(server.requests.count == 3)
  }

  @Test("131: a request that may use no kept connection gets a new one")
  func newConnection() async throws {
    let server = try LoopbackServer { $0.respondToAll() }
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      var endings: [Ending] = []
      for bounds in [Bounds.generous, Bounds(allowsKeptConnection: false), .generous] {
        endings.append(await transport.ending(.get(server.authority), bounds))
      }
      return endings
    }
    #expect(endings == Array(repeating: .response(200, ""), count: 3))
    #expect(server.connections == 2)
  }

  @Test("131: a connection that dies within a response, or that is new, was not stale")
  func notStale() async throws {
    let server = try LoopbackServer { connection in
      connection.readRequest()
      connection.respond()
      connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")
    }
    let results = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      _ = await transport.result(.get(server.authority))
      return [await transport.result(.get(server.authority))]
    }
    #expect(results.first?.failure?.kind == .interrupted)
    #expect(results.first?.failure?.wasStaleConnection == false)
  }

  @Test("2: a fresh connection that dies before the response", arguments: [true, false])
  func fresh(byReset: Bool) async throws {
    let run = try await exchange({ .post($0, "mail") }) { connection in
      connection.readRequest()
      if byReset { connection.reset() }
    }
    #expect(run.ending == .cut)
    #expect(run.server.requests.count == 1)
  }

  @Test("62: a refused connection: the request has certainly not arrived") func refused()
    async throws
  {
    let port = try LoopbackServer.deadPort()
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).result(.post("127.0.0.1:\(port)", "mail"))
    }
    #expect(result.failure?.kind == .unreachable)
    #expect(result.failure?.mayHaveArrived == false)
  }

  @Test("61: an unknown name: the request has certainly not arrived") func noSuchName() async throws
  {
    let result = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).result(.post("no-such-name.invalid", "mail"))
    }
    #expect(result.failure?.kind == .unreachable)
  }

  /// The server listens at 127.0.0.1 alone; most systems say localhost is ::1 first.
  @Test("63: after a dead address the next one is tried") func otherAddress() async throws {
    let server = try LoopbackServer { $0.respondToAll("x") }
    let ending = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).ending(.get("localhost:\(server.port)"))
    }
    #expect(ending == .response(200, "x"))
  }

  /// The frozen process did not see its connections end, so nothing shows that they are dead.
  @Test("73: after a freeze every request gets a new connection") func renewed() async throws {
    let server = try LoopbackServer { $0.respondToAll() }
    let endings = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      var endings: [Ending] = []
      for _ in 1...3 {
        transport.renewConnections()
        for _ in 1...2 { endings.append(await transport.ending(.post(server.authority, "mail"))) }
      }
      return endings
    }
    #expect(endings == Array(repeating: .response(200, ""), count: 6))
    #expect(server.connections == 3)
  }

  @Test("73: renewing connections does not affect requests in flight and other transports")
  func renewedUnderWay() async throws {
    let gate = Gate()
    let slow = try LoopbackServer { connection in
      connection.readRequest()
      gate.wait()
      connection.respond("200 OK", "slow")
    }
    let server = try LoopbackServer { $0.respondToAll() }
    let ending = try await onLoop { loop in
      let (one, other) = (
        CurlTransport(loop: loop, route: .plain), CurlTransport(loop: loop, route: .plain)
      )
      _ = await other.ending(.get(server.authority))
      async let pending = one.ending(.get(slow.authority))
      _ = await one.ending(.get(server.authority))
      one.renewConnections()
      _ = await one.ending(.get(server.authority))
      _ = await other.ending(.get(server.authority))
      gate.open()
      return await pending
    }
    #expect(ending == .response(200, "slow"))
    #expect(server.connections == 3)
  }
}

extension Result {
  var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}
