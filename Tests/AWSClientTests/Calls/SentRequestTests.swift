// SPDX-License-Identifier: Apache-2.0
import HTTP
import SigV4
import Testing
import TestSupport

@testable import AWSClient

/// Where a call goes, and which responses are results.
@Suite(.limited) struct SentRequestTests {
  private let time = ManualTime()

  @Test("a custom endpoint's path stands before the operation's", arguments: ["", "/aws/iam"])
  func basePath(prefix: String) async throws {
    let transport = ScriptedTransport(.replies(.response(200)))
    let endpoint = Endpoint(
      scheme: "https", authority: "localhost", basePath: prefix, signingName: "iam",
      signingRegion: "us-east-1", signing: .standard)
    let client = AWSClient(
      endpoint: endpoint, shared: SharedState(transport, time), credentials: .example)
    _ = try await client.call(Ask())
    #expect(transport.requests.map(\.path) == [prefix + "/"])
  }

  @Test("every call says which program makes it, in which version")
  func userAgent() async throws {
    let transport = ScriptedTransport(.replies(.response(200)))
    let shared = SharedState(transport: transport, time: time, userAgent: "key-reminder/1.2.3")
    let client = AWSClient(endpoint: .example, shared: shared, credentials: .example)
    _ = try await client.call(Ask())
    #expect(transport.requests.map { $0.fields["User-Agent"] } == ["key-reminder/1.2.3"])
  }

  @Test("69: only 200 to 299 is a result, for a mail too", arguments: [199, 300, 302, 307, 399])
  func otherStatuses(status: Int) async throws {
    let transport = ScriptedTransport { _ in .success(.response(status)) }
    let client = AWSClient(SharedState(transport, time))
    let error = await #expect(throws: AWSError.self) { try await client.call(Tell()) }
    guard case .service(let refusal)? = error else { return #expect(Bool(false)) }
    #expect(refusal.status == status && transport.requests.count == 1)
  }
}
