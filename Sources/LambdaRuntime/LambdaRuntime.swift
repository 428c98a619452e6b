// SPDX-License-Identifier: Apache-2.0
public import HTTP
public import Logging

// LambdaRuntime: the custom runtime of AWS Lambda by hand. It asks for an invocation, lets the handler
// work, posts what came of it, and asks again. Lambda's rules are few and strict, and breaking one
// makes Lambda run an event twice: whatever it does not answer as expected ends the process.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
//
// SIGTERM has no handler: Lambda sends it only where an extension is registered, and ends a runtime
// without one by SIGKILL. Sent by hand it ends the process at once, which loses nothing but the answer.

/// Does the work of one invocation.
public protocol Handler: Sendable {
  /// Works on one event.
  ///
  /// - Returns: the answer, JSON.
  /// - Throws: ``InvocationFailure``, which Lambda reports to the caller.
  func handle(_ invocation: Invocation) async throws(InvocationFailure) -> [UInt8]
}

/// The loop between Lambda and a handler.
public struct LambdaRuntime: Sendable {
  private let api: RuntimeAPI
  private let time: any Timekeeper
  private let logger: Logger
  private let exportTraceID: @Sendable (String?) -> Void

  /// Creates a runtime.
  ///
  /// - Parameter exportTraceID: puts X-Ray's trace id of an invocation, or that there is none,
  ///   where AWS's tools look for it.
  public init(
    api: RuntimeAPI, time: any Timekeeper, logger: Logger,
    exportTraceID: @escaping @Sendable (String?) -> Void = TraceID.export
  ) {
    self.api = api
    self.time = time
    self.logger = logger
    self.exportTraceID = exportTraceID
  }

  /// Serves one invocation after the other, as long as Lambda goes on asking.
  ///
  /// - Throws: ``RuntimeError`` when Lambda answers something that leaves only one thing to do: to
  ///   end the process with a status that is not zero.
  public func run(_ handler: some Handler) async throws(RuntimeError) -> Never {
    var handled = RecentRequests()
    while true {
      let invocation = try await next()
      let outcome = await answer(invocation, handler, isNew: handled.add(invocation.requestID))
      try await post(outcome, for: invocation)
    }
  }

  private func next() async throws(RuntimeError) -> Invocation {
    let response = try await api.next()
    return try Invocation(response, time: time, logger: logger)
  }

  private func answer(
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
    case .success(let answer):
      let accepted = try await api.postAnswer(answer, for: invocation.requestID)
      if !accepted { invocation.logger.error("Lambda refused the answer: it is too large.") }
    case .failure(let failure):
      invocation.logger.error(
        "The invocation failed.",
        metadata: ["errorType": "\(failure.type)", "errorMessage": "\(failure.message)"])
      try await api.postFailure(failure, for: invocation.requestID)
    }
  }
}

/// The ids of the last invocations, so that none is handled twice by this process.
struct RecentRequests {
  /// More than Lambda could repeat, and bounded: a process may live for thousands of invocations.
  private static let capacity = 64
  private var ids: [String] = []

  /// Notes an id; `false` when it is known.
  mutating func add(_ id: String) -> Bool {
    guard !ids.contains(id) else { return false }
    if ids.count == Self.capacity { ids.removeFirst() }
    ids.append(id)
    return true
  }
}
