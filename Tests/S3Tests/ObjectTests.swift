// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import Testing
import TestSupport

@testable import S3

@Suite(.limited) struct ObjectTests {
  @Test("a write names the bucket's owner, and writes once")
  func writing() async throws {
    let sample = try SampleBucket()
    #expect(try await sample.put() == .written)
    let request = try #require(sample.transport.requests.first)
    #expect(request.method == .put)
    #expect(request.authority == "kr-runs.s3.eu-central-1.amazonaws.com")
    #expect(request.path == "/runs/r1/plan.json")
    #expect(request.body == Array("{}".utf8))
    #expect(request.fields["Content-Type"] == "application/json")
    #expect(request.fields["If-None-Match"] == "*")
    #expect(request.fields["x-amz-expected-bucket-owner"] == "111122223333")
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    #expect(request.fields["x-amz-content-sha256"] == hash)
    let authorization = try #require(request.fields["Authorization"])
    #expect(authorization.contains("/eu-central-1/s3/aws4_request"))
    #expect(authorization.contains("x-amz-content-sha256;x-amz-date;x-amz-expected-bucket-owner"))
  }

  @Test(
    "the path names a bucket that the host cannot",
    arguments: [
      ("kr.runs", [:], "s3.eu-central-1.amazonaws.com", "/kr.runs/runs/a%20b/%2B.json"),
      ("kr-runs", ["AWS_ENDPOINT_URL": "http://127.0.0.1:5000/x"], "127.0.0.1:5000", nil),
      ("kr-runs", ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:5000/x/"], "127.0.0.1:5000", nil),
      (
        "kr-runs", ["AWS_USE_DUALSTACK_ENDPOINT": "true"],
        "kr-runs.s3.dualstack.eu-central-1.amazonaws.com", "/runs/a%20b/%2B.json"
      ),
    ] as [(String, [String: String], String, String?)])
  func address(name: String, environment: [String: String], host: String, path: String?)
    async throws
  {
    let sample = try SampleBucket(name, environment: environment)
    _ = try await sample.get("runs/a b/+.json")
    let request = try #require(sample.transport.requests.first)
    #expect(request.authority == host)
    #expect(request.path == path ?? "/x/kr-runs/runs/a%20b/%2B.json")
  }

  @Test("an object that exists is found, not written over")
  func existing() async throws {
    let sample = try SampleBucket(responses: [.error(412, "PreconditionFailed")])
    #expect(try await sample.put() == .existed)
  }

  @Test("a write whose response was lost is found by the next attempt")
  func lostResponse() async throws {
    let sample = try SampleBucket(responses: [.lost, .error(412, "PreconditionFailed")])
    #expect(try await sample.put() == .existed)
  }

  @Test("a read gives the content, or says that there is none")
  func reading() async throws {
    let body = #"{"version":1}"#
    let sample = try SampleBucket(
      responses: [.success(.response(200, body)), .error(404, "NoSuchKey")])
    #expect(try await sample.get() == Array(body.utf8))
    #expect(try await sample.get() == nil)
    #expect(
      sample.transport.requests.map { $0.fields["x-amz-expected-bucket-owner"] }
        == ["111122223333", "111122223333"])
  }

  @Test(
    "123: what slows down or may pass is asked again; the rest is a failure, never an empty object",
    arguments: [
      ("SlowDown", 503, 2), ("InternalError", 500, 2), ("ConditionalRequestConflict", 409, 2),
      ("OperationAborted", 409, 2), ("RequestTimeout", 400, 2), ("AccessDenied", 403, 1),
      ("NoSuchBucket", 404, 1), ("404", 404, 1), ("PermanentRedirect", 301, 1),
    ], [true, false])
  func refusals(_ refusal: (code: String, status: Int, requests: Int), isWrite: Bool) async throws {
    let sample = try SampleBucket(
      responses: [.error(refusal.status, refusal.code), .success(.response(200, "{}"))])
    let isDone =
      isWrite ? (try? await sample.put()) == .written : (try? await sample.get()) != nil
    #expect(sample.transport.requests.count == refusal.requests)
    #expect(isDone == (refusal.requests == 2))
  }

  @Test(
    "123: a bucket in another region is named with its region",
    arguments: [("PermanentRedirect", 301), ("AuthorizationHeaderMalformed", 400)])
  func wrongRegion(code: String, status: Int) async throws {
    let sample = try SampleBucket(
      responses: [.error(status, code, fields: ["x-amz-bucket-region": "eu-west-1"])])
    let error = await #expect(throws: AWSError.self) { try await sample.get() }
    let expected = ServiceError(
      status: status, code: code, message: "The bucket is in eu-west-1. No.", requestID: "R1")
    #expect(error == .service(expected))
  }
}
