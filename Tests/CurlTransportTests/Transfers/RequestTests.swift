// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import Testing
import TestSupport

@testable import CurlTransport

/// What is sent: the request as it was signed, and nothing else.
@Suite(.limited) struct RequestTests {
  @Test func aGetHasOnlyItsOwnFields() async throws {
    let run = try await exchange { connection in
      connection.readRequest()
      connection.respond()
    }
    #expect(run.server.texts == ["GET / HTTP/1.1\r\nHost: \(run.server.authority)\r\n\r\n"])
  }

  @Test func aPostHasNeitherExpectNorAContentTypeOfLibcurls() async throws {
    let body = String(repeating: "a", count: 5000)
    let run = try await exchange({ .post($0, body) }) { connection in
      connection.readRequest()
      connection.respond()
    }
    #expect(
      run.server.texts == [
        "POST / HTTP/1.1\r\nHost: \(run.server.authority)\r\nContent-Length: 5000\r\n\r\n\(body)"
      ])
  }

  @Test("a PUT sends its body as a POST does")
  func aPut() async throws {
    let run = try await exchange({
      Request(.put, scheme: "http", authority: $0, path: "/k", body: Array("{}".utf8))
    }) { connection in
      connection.readRequest()
      connection.respond()
    }
    #expect(
      run.server.texts == [
        "PUT /k HTTP/1.1\r\nHost: \(run.server.authority)\r\nContent-Length: 2\r\n\r\n{}"
      ])
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 1_000_000])
  func aBodyArrivesWholeHoweverLong(count: Int) async throws {
    let run = try await exchange({ .post($0, String(repeating: "\0", count: count)) }) {
      connection in
      connection.readRequest()
      connection.respond()
    }
    #expect(run.ending == .response(200, ""))
    #expect(run.server.requests.first?.suffix(count).allSatisfy { $0 == 0 } == true)
  }

  @Test(arguments: ["/a/../b", "/./a//b/", "/v2/a%2Bb%40/%2e%2e/x", "/?a=1&b=%20", "/a;b=c,d'"])
  func thePathIsNotTidied(path: String) async throws {
    let run = try await exchange({ .get($0, path) }) { connection in
      connection.readRequest()
      connection.respond()
    }
    #expect(run.server.texts.first?.hasPrefix("GET \(path) HTTP/1.1\r\n") == true)
  }

  @Test func fieldsGoAsTheyAreEvenEmptyOnes() async throws {
    let fields: Fields = [
      "Authorization": "AWS4 a=b, c=d", "User-Agent": "key-reminder",
      "Content-Type": "text/x; a=\"b\"", "X-Empty": "",
    ]
    let run = try await exchange({ .get($0, fields: fields) }) { connection in
      connection.readRequest()
      connection.respond()
    }
    let lines = run.server.texts.first?.components(separatedBy: "\r\n") ?? []
    for line in [
      "Authorization: AWS4 a=b, c=d", "User-Agent: key-reminder", "Content-Type: text/x; a=\"b\"",
      "X-Empty:",
    ] { #expect(lines.contains(line), "\(line) in \(lines)") }
  }

  @Test(
    "a field that would become two, or end early, is not sent",
    arguments: ["a\r\nX-Other: b", "a\nX-Other: b", "a\rb", "a\0b", "a\u{7F}b"])
  func controlCharacters(value: String) async throws {
    let run = try await exchange({ .get($0, fields: ["X-Name": value]) }) { $0.respondToAll() }
    #expect(run.ending == .failure(.invalidRequest))
    #expect(run.server.requests.isEmpty)
  }

  @Test func noCookieIsKept() async throws {
    let server = try LoopbackServer { connection in
      while connection.readRequest() != nil {
        connection.respond(fields: ["Set-Cookie: a=b; Path=/"])
      }
    }
    try await onLoop { loop in
      let transport = CurlTransport(loop: loop, route: .plain)
      for _ in 1...2 { _ = await transport.ending(.get(server.authority)) }
    }
    #expect(server.requests.count == 2)
    #expect(server.texts.allSatisfy { !$0.lowercased().contains("cookie") })
  }

  @Test("69: a redirect is returned, not followed", arguments: [301, 302, 303, 307, 308])
  func redirect(status: Int) async throws {
    let other = try LoopbackServer { $0.respondToAll() }
    let run = try await exchange { connection in
      connection.readRequest()
      connection.respond("\(status) Moved", fields: ["Location: http://\(other.authority)/"])
    }
    #expect(run.ending == .response(status, ""))
    #expect(other.connections == 0)
  }

  @Test(arguments: ["ftp", "file", ""])
  func otherSchemesAreRefused(scheme: String) async throws {
    let ending = try await onLoop { loop in
      await CurlTransport(loop: loop, route: .plain).ending(.get("127.0.0.1", scheme: scheme))
    }
    #expect(ending == .failure(.invalidRequest))
  }
}
