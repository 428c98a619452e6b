// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import Logging

// LambdaRuntime: a custom runtime for AWS Lambda. It gets an invocation, calls the handler, posts
// the outcome, and starts again. Lambda's rules are few and strict, and breaking one makes Lambda
// run an event twice: an unexpected response of the Runtime API ends the process.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
//
// SIGTERM has no handler. Lambda sends it only where an extension is registered, and otherwise ends
// the process with SIGKILL. Sent by hand it ends the process at once, and only the response is
// lost.

/// The loop between Lambda and a handler.
public struct LambdaRuntime: Sendable {
  private let api: RuntimeAPI
  private let time: any Timekeeper
  private let logger: Logger
  private let exportTraceID: @Sendable (String?) -> Void

  /// Creates a runtime.
  ///
  /// - Parameter exportTraceID: passes X-Ray's trace id of an invocation, or that there is none, on
  ///   to AWS's tools.
  public init(
    api: RuntimeAPI, time: any Timekeeper, logger: Logger,
    exportTraceID: @escaping @Sendable (String?) -> Void = TraceID.export
  ) {
    self.api = api
    self.time = time
    self.logger = logger
    self.exportTraceID = exportTraceID
  }

  /// Serves one invocation after the other.
  ///
  /// - Throws: ``RuntimeError`` when the process must end, with a status that is not zero.
  public func run(_ handler: some Handler) async throws(RuntimeError) -> Never {
    var handled = RecentRequests()
    while true {
      let invocation = try await next()
      let isNew = handled.add(invocation.requestID)
      let outcome = await handle(invocation, handler, isNew: isNew)
      try await post(outcome, for: invocation)
      // A refused repetition says nothing about the event that it repeats.
      if case .failure = outcome, isNew, handler.retriesFailures {
        handled.remove(invocation.requestID)
      }
    }
  }

  private func next() async throws(RuntimeError) -> Invocation {
    let response = try await api.next()
    return try Invocation(response, time: time, logger: logger)
  }

  private func handle(
    _ invocation: Invocation, _ handler: some Handler, isNew: Bool
  ) async -> Result<[UInt8], InvocationFailure> {
    guard isNew else { return .failure(.repeated) }
    exportTraceID(invocation.traceID)
    do throws(InvocationFailure) {
      return .success(try await handler.handle(invocation))
    } catch {
      return .failure(error)
    }
  }

  private func post(
    _ outcome: Result<[UInt8], InvocationFailure>, for invocation: Invocation
  ) async throws(RuntimeError) {
    switch outcome {
    case .success(let response):
      let isAccepted = try await api.postResponse(response, for: invocation.requestID)
      if !isAccepted { invocation.logger.error("Lambda refused the response: it is too large.") }
    case .failure(let failure):
      invocation.logger.error(
        "The invocation failed.",
        metadata: ["errorType": "\(failure.type)", "errorMessage": "\(failure.message)"])
      try await api.postFailure(failure, for: invocation.requestID)
    }
  }
}
