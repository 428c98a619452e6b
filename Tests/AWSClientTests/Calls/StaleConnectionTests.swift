// SPDX-License-Identifier: Apache-2.0
import CurlTransport
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

/// Connections that the service closed while nobody looked, through the real transport.
@Suite(.limited) struct StaleConnectionTests {
  /// A server whose first three connections serve one request each, side by side, and die when the
  /// next one comes.
  private func server() throws -> LoopbackServer {
    let haveArrived = [Gate(), Gate(), Gate()]
    return try LoopbackServer { connection in
      guard connection.number <= 3 else { return connection.respondToAll("again") }
      connection.readRequest()
      haveArrived[connection.number - 1].open()
      for gate in haveArrived { gate.wait() }
      connection.respond("200 OK", "first")
      connection.waitForBytes()
      connection.reset()
    }
  }

  /// Keeps three connections that die at the next request, then calls `operation`.
  private func call<Op: Operation>(
    _ operation: Op, to server: LoopbackServer
  ) async throws -> (result: Result<Op.Output, AWSError>, counts: CallCounts, quotaLeft: Int) {
    let endpoint = Endpoint(
      scheme: "http", authority: server.authority, basePath: "", signingName: "iam",
      signingRegion: "us-east-1", signing: .standard)
    // An attempt that is counted would be one too many.
    var policy = RetryPolicy()
    policy.attempts = 1
    return try await onLoop { [policy] loop in
      let transport = CurlTransport(loop: loop, route: Route(trustedCertificates: nil))
      let shared = SharedState(transport, loop, policy: policy)
      let client = AWSClient(endpoint: endpoint, shared: shared, credentials: .example)
      let calls = client.until(Deadline(in: .seconds(60), by: loop))
      #expect(await calls.callAll(Ask(), count: 3, width: 3) == 0)
      let before = shared.counts
      do throws(AWSError) {
        let output = try await calls.call(operation)
        return (.success(output), shared.counts - before, client.quota.left)
      } catch {
        return (.failure(error), shared.counts - before, client.quota.left)
      }
    }
  }

  @Test("131: a read that meets a dead connection is sent again on a new one, at no cost")
  func read() async throws {
    let server = try server()
    let (result, counts, quotaLeft) = try await call(Ask(), to: server)
    #expect(try result.get() == "again")
    #expect(server.texts.count == 4)
    #expect([counts.calls, counts.retries, counts.throttled] == [2, 1, 0] && quotaLeft == 500)
  }

  @Test("42, 131: an operation that writes to people is not: its outcome is unknown")
  func write() async throws {
    let server = try server()
    let (result, counts, _) = try await call(Tell(), to: server)
    guard case .failure(.transport(let error)) = result else { return #expect(Bool(false)) }
    #expect(error.kind == .interrupted && error.wasStaleConnection && error.mayHaveArrived)
    #expect(server.texts.count == 3 && counts.calls == 1)
  }

  @Test("131: only once, and only when a kept connection died")
  func once() async {
    let stale = TransportError(.interrupted, "died", wasStaleConnection: true)
    for (error, count) in [(stale, 2), (TransportError(.interrupted, "died"), 1)] {
      let transport = ScriptedTransport { _ in .failure(error) }
      var policy = RetryPolicy()
      policy.attempts = 1
      let client = AWSClient(SharedState(transport, ManualTime(), policy: policy))
      await #expect(throws: AWSError.transport(error)) { try await client.call(Ask()) }
      #expect(transport.requests.count == count)
      #expect(transport.limits.map(\.allowsKeptConnection) == Array([true, false].prefix(count)))
      #expect(Set(transport.limits.map(\.deadline)).count == 1)
    }
  }
}
