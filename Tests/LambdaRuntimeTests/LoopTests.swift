// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing
import TestSupport

@testable import LambdaRuntime

/// The numbers are those of the fault matrix.
@Suite(.limited) struct LoopTests {
  @Test func oneInvocationAfterTheOther() async {
    let lambda = Conversation([.event("a", "1"), .status(202), .event("b", "2"), .status(202)])
    let error = await lambda.run { $0.payload + [33] }
    #expect(
      lambda.calls == ["GET next", "POST a/response", "GET next", "POST b/response", "GET next"])
    #expect(lambda.transport.requests.map(\.body) == [[], [49, 33], [], [50, 33], []])
    #expect(error == .unexpectedStatus(call: "invocation/next", status: 410))
  }

  @Test("1: next waits without a time limit, posts do not")
  func limits() async {
    let lambda = Conversation([.event("a"), .status(202)])
    _ = await lambda.run { $0.payload }
    #expect(lambda.transport.limits.map { $0.deadline == nil } == [true, false, true])
  }

  @Test("2: next is called three times when its connection breaks, then the process ends")
  func brokenNext() async {
    let lambda = Conversation(Array(repeating: .lost(.interrupted), count: 9))
    let error = await lambda.run { $0.payload }
    #expect(lambda.calls == ["GET next", "GET next", "GET next"])
    #expect(
      error
        == .unreachable(
          call: "invocation/next", TransportError(.interrupted, "The connection was cut.")))
  }

  @Test("3: next accepts 200 alone", arguments: [201, 202, 204, 302, 400, 403, 404, 410, 500, 503])
  func statusOfNext(status: Int) async {
    let lambda = Conversation([.status(status), .event("a"), .status(202)])
    let error = await lambda.run { $0.payload }
    #expect(lambda.calls == ["GET next"])
    #expect(error == .unexpectedStatus(call: "invocation/next", status: status))
  }

  @Test("4: half an event is not handled; the whole one is, once")
  func cutEvent() async {
    let handled = Transcript<String>()
    let lambda = Conversation([.lost(.interrupted), .event("a"), .status(202)])
    _ = await lambda.run {
      handled.add($0.requestID)
      return []
    }
    #expect(handled.items == ["a"])
    #expect(lambda.calls == ["GET next", "GET next", "POST a/response", "GET next"])
  }

  @Test(
    "5: an event without a usable request id ends the process",
    arguments: ["", "a/b", "../x", "a b", "é", "a?b", String(repeating: "a", count: 129)])
  func badRequestID(id: String) async {
    let lambda = Conversation([.event(id), .status(202)])
    #expect(await lambda.run { $0.payload } == .missingRequestID)
    #expect(lambda.calls == ["GET next"])
  }

  @Test("9: a failed invocation is posted with its type, and the loop continues")
  func failure() async throws {
    let lambda = Conversation([.event("a"), .status(202), .event("b"), .status(202)])
    _ = await lambda.run { invocation throws(InvocationFailure) in
      if invocation.requestID == "b" { return [] }
      throw InvocationFailure(type: "Function.InvalidEvent", message: "No.")
    }
    #expect(
      lambda.calls == ["GET next", "POST a/error", "GET next", "POST b/response", "GET next"])
    let post = lambda.transport.requests[1]
    #expect(post.fields["Lambda-Runtime-Function-Error-Type"] == "Function.InvalidEvent")
    #expect(post.fields["Content-Type"] == "application/vnd.aws.lambda.error+json")
    let posted = try PostedFailure(post)
    #expect(posted.errorType == "Function.InvalidEvent" && posted.errorMessage == "No.")
    #expect(posted.stackTrace == [])
    #expect(lambda.log.items.count { $0.contains(#""level":"ERROR""#) } == 1)
  }

  @Test("9: an event's bytes reach the handler as they are", arguments: [0, 1, 6_291_556])
  func payload(size: Int) async {
    let bytes = [UInt8](repeating: 0xFF, count: size)
    let reply = Response(status: 200, fields: [FieldName.requestID: "a"], body: bytes)
    let lambda = Conversation([.response(reply), .status(202)])
    _ = await lambda.run { $0.payload }
    #expect(lambda.transport.requests[1].body == bytes)
  }

  @Test("10: a repeated request id is not handled again")
  func repeatedRequest() async throws {
    let handled = Transcript<String>()
    let ids = ["a", "a", "b", "a"]
    let lambda = Conversation(ids.flatMap { [Turn.event($0), .status(202)] })
    _ = await lambda.run {
      handled.add($0.requestID)
      return []
    }
    #expect(handled.items == ["a", "b"])
    let posts = lambda.calls.filter { $0.hasPrefix("POST") }
    #expect(posts == ["POST a/response", "POST a/error", "POST b/response", "POST a/error"])
    #expect(
      try PostedFailure(lambda.transport.requests[3]).errorType == "Runtime.RepeatedInvocation")
  }

  @Test(
    "10: a failure that was posted is handled again where the handler allows it, a success never",
    arguments: [false, true])
  func repeatedFailure(retriesFailures: Bool) async throws {
    let handled = Transcript<String>()
    let lambda = Conversation((0..<4).flatMap { _ in [Turn.event("a"), .status(202)] })
    _ = await lambda.run(retriesFailures: retriesFailures) { invocation throws(InvocationFailure) in
      handled.add(invocation.requestID)
      guard handled.items.count > 1 else {
        throw InvocationFailure(type: "Function.X", message: "")
      }
      return []
    }
    #expect(handled.items.count == (retriesFailures ? 2 : 1))
    let posts = lambda.calls.filter { $0.hasPrefix("POST") }
    let rest = ["POST a/error", "POST a/error"]
    #expect(posts == ["POST a/error", retriesFailures ? "POST a/response" : "POST a/error"] + rest)
  }

  @Test("10: only the last request ids are kept")
  func recentRequests() {
    var recent = RecentRequests()
    #expect((0..<1000).allSatisfy { recent.add("\($0)") })
    #expect(!recent.add("999") && !recent.add("936") && recent.add("0"))
  }

  @Test("11: Lambda reports a response that is too large; the loop continues")
  func tooLarge() async {
    let lambda = Conversation([.event("a"), .status(413), .event("b"), .status(202)])
    _ = await lambda.run { $0.payload }
    #expect(
      lambda.calls == ["GET next", "POST a/response", "GET next", "POST b/response", "GET next"])
    #expect(lambda.log.items.count { $0.contains(#""level":"ERROR""#) } == 1)
  }

  @Test(
    "12, 13: only 202 and 413 are accepted after a response",
    arguments: [200, 204, 302, 400, 403, 410, 500])
  func statusOfResponse(status: Int) async {
    let lambda = Conversation([.event("a"), .status(status), .event("a"), .status(202)])
    let error = await lambda.run { $0.payload }
    #expect(lambda.calls == ["GET next", "POST a/response"])
    #expect(error == .unexpectedStatus(call: "invocation/a/response", status: status))
  }

  @Test("12, 13: only 202 is accepted after a failure", arguments: [200, 400, 403, 413, 500])
  func statusOfFailure(status: Int) async {
    let lambda = Conversation([.event("a"), .status(status), .event("b"), .status(202)])
    let error = await lambda.run { _ throws(InvocationFailure) in
      throw InvocationFailure(type: "Function.X", message: "")
    }
    #expect(lambda.calls == ["GET next", "POST a/error"])
    #expect(error == .unexpectedStatus(call: "invocation/a/error", status: status))
  }

  @Test(
    "13: a response is not posted again when Lambda's receipt is lost",
    arguments: [TransportError.Kind.unreachable, .interrupted, .timedOut, .malformedResponse])
  func lostReceipt(kind: TransportError.Kind) async {
    let lambda = Conversation([.event("a"), .lost(kind), .event("a"), .status(202)])
    let error = await lambda.run { $0.payload }
    #expect(lambda.calls == ["GET next", "POST a/response"])
    let lost = TransportError(kind, "The connection was cut.")
    #expect(error == .unreachable(call: "invocation/a/response", lost))
  }
}
