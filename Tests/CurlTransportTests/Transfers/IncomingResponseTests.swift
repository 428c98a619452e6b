// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// Responses, well formed or not.
@Suite(.limited) struct IncomingResponseTests {
  /// The bytes that a server sends before it closes, and the result.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: String
    let ending: Ending

    init(_ name: String, _ bytes: String, _ ending: Ending) {
      (testDescription, self.bytes, self.ending) = (name, bytes, ending)
    }
  }

  static let cases = [
    Case("close-delimited", "HTTP/1.1 200 OK\r\n\r\nab", .response(200, "ab")),
    Case("66: FIN before Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", .cut),
    Case(
      "66: no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", .cut),
    Case("4: head alone", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", .cut),
    Case("66: half a head", "HTTP/1.1 200 OK\r\nContent-Le", .bad),
    Case("67: nothing", "", .cut),
    Case("68: garbage", "garbage\r\n\r\n", .bad),
    Case("68: HTTP/0.9", "<html>hello</html>", .bad),
    Case("68: no status", "HTTP/1.1 \r\n\r\n", .bad),
    Case("68: status of letters", "HTTP/1.1 abc OK\r\n\r\n", .bad),
    Case("68: status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", .bad),
    Case("68: negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .bad),
    Case(
      "68: two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", .bad),
    Case(
      "the same length twice",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab", .response(200, "ab")),
    Case("68: NUL in the head", "HTTP/1.1 200 OK\r\nA: \0b\r\n\r\n", .bad),
    Case(
      "68: two status lines",
      "HTTP/1.1 200 OK\r\nHTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", .bad),
    Case(
      "70: 1xx before the response",
      "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx",
      .response(404, "x")),
    Case("70: 100 and no more", "HTTP/1.1 100 Continue\r\n\r\n", .cut),
    Case(
      "71: gzip is not decoded",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
      .response(200, "ab")),
    Case(
      "an error has a body too", "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nab",
      .response(500, "ab")),
  ]

  @Test(arguments: cases) func response(_ row: Case) async throws {
    let run = try await exchange { connection in
      connection.readRequest()
      connection.send(row.bytes)
    }
    #expect(run.ending == row.ending)
    #expect(run.server.requests.count == 1)
  }

  @Test("8: header fields are read in any case, folded, or repeated") func fields() async throws {
    let server = try LoopbackServer { connection in
      connection.readRequest()
      connection.send(
        """
        HTTP/1.1 200 OK\r\nlambda-RUNTIME-id:  a b \t\r\nFolded: one\r\n  two: 2\r\n\
        Twice: 1\r\ntwice: 2\r\nBad Name: x\r\nSpaced : x\r\n: x\r\nEmpty:\r\n\
        Transfer-Encoding: chunked\r\n\r\n0\r\nLambda-Runtime-Id: trailer\r\n\r\n
        """)
    }
    let response = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).result(.get(server.authority))
    }.get()
    #expect(response.fields["Lambda-Runtime-Id"] == "a b")
    #expect(response.fields["folded"] == "one two: 2")
    #expect(response.fields["TWICE"] == "1, 2")
    #expect(response.fields["Empty"] == "")
    #expect(response.fields.all.count == 6)
  }

  @Test("66: RST in the body") func reset() async throws {
    let run = try await exchange { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")
      connection.reset()
    }
    #expect(run.ending == .cut)
  }

  @Test("72: an endless body stops at the limit", arguments: ["200 OK", "500 No"])
  func endlessBody(status: String) async throws {
    let piece = [UInt8](repeating: 120, count: 100_000)
    let run = try await exchange { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 \(status)\r\n\r\n")
      for _ in 1...100 { connection.send(piece) }
      connection.waitForClose()
    }
    #expect(run.ending == .bad)
  }

  @Test("72: the limit itself is allowed", arguments: [(1000, true), (1001, false)])
  func limit(count: Int, fits: Bool) async throws {
    let body = String(repeating: "x", count: count)
    let limits = Bounds(connect: .seconds(60), total: nil, responseBytes: 1000)
    let run = try await exchange(limits: limits) { connection in
      connection.readRequest()
      connection.respond("200 OK", body)
    }
    #expect(run.ending == (fits ? .response(200, body) : .bad))
  }

  /// Twelve responses of a megabyte, each but for its last byte, are under way until
  /// four are refused: then eight fit.
  @Test("72: responses that arrive together are bounded together, and the bytes are returned")
  func together() async throws {
    let body = String(repeating: "x", count: 1_000_000)
    let isRefused = Gate()
    let server = try LoopbackServer { connection in
      connection.readRequest()
      connection.send(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n\(body.dropLast())")
      isRefused.wait()
      connection.send("x")
    }
    let (results, last) = try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      let results = await withTaskGroup { group in
        for _ in 1...12 { group.addTask { await transport.result(.get(server.authority)) } }
        var results: [Result<Response, TransportError>] = []
        for await result in group {
          results.append(result)
          // Not before: a response that is whole would make room for another.
          if results.compactMap(\.failure).count == 4 { isRefused.open() }
        }
        return results
      }
      return (results, await transport.ending(.get(server.authority)))
    }
    let failures = results.compactMap(\.failure)
    #expect(failures.count == 4 && last == .response(200, body))
    #expect(
      failures.allSatisfy { $0.kind == .malformedResponse && $0.reason.contains("together") })
  }

  @Test("72: a short response always fits, however large the others are")
  func shortAmongLarge() {
    let budget = ResponseBudget(limit: 1000, own: 100)
    func response(of count: Int, _ isTaken: Bool) -> IncomingResponse {
      var response = IncomingResponse(bodyLimit: 10_000, budget: budget)
      let bytes = [UInt8](repeating: 0, count: count)
      #expect(bytes.withUnsafeBytes { response.addBody($0) } == isTaken)
      return response
    }
    var large = response(of: 1100, true)
    _ = response(of: 100, true)
    _ = response(of: 101, false)
    large.drop()
    _ = response(of: 1101, false)
    _ = response(of: 1100, true)
  }

  /// Row 91 too: whatever comes, memory is bounded.
  @Test(
    "68: an endless header stops at the limit",
    arguments: ["A: b\r\n", String(repeating: "a", count: 1000), "HTTP/1.1 100 Continue\r\n\r\n"])
  func endlessHeader(line: String) async throws {
    let run = try await exchange { connection in
      connection.readRequest()
      if !line.hasPrefix("HTTP/") { connection.send("HTTP/1.1 200 OK\r\n") }
      for _ in 1...2000 { connection.send(String(repeating: line, count: 100)) }
      connection.waitForClose()
    }
    #expect(run.ending == .bad)
  }
}

extension Ending {
  static let cut = Ending.failure(.interrupted)
  static let bad = Ending.failure(.malformedResponse)
}
