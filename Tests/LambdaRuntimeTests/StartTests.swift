// SPDX-License-Identifier: Apache-2.0
import Glibc
import HTTP
import Testing
import TestSupport

@testable import LambdaRuntime

@Suite(.limited) struct StartTests {
  private static func post(_ turn: Turn) async -> (
    error: RuntimeError?, transport: ScriptedTransport
  ) {
    let transport = ScriptedTransport([turn.reply])
    do throws(RuntimeError) {
      let api = try RuntimeAPI(address: "127.0.0.1:9001", transport: transport, time: ManualTime())
      try await api.postInitFailure(
        InvocationFailure(type: "Function.InvalidConfiguration", message: "SENDER_EMAIL is …"))
    } catch {
      return (error, transport)
    }
    return (nil, transport)
  }

  @Test(
    "16: an error of the start is posted once; 403, too late, is tolerated", arguments: [202, 403])
  func initFailure(status: Int) async throws {
    let (error, transport) = await Self.post(.status(status))
    #expect(error == nil)
    #expect(transport.requests.map(\.path) == ["/2018-06-01/runtime/init/error"])
    let posted = try PostedFailure(transport.requests[0])
    #expect(posted.errorType == "Function.InvalidConfiguration")
    #expect(posted.errorMessage == "SENDER_EMAIL is …")
    let field = transport.requests[0].fields["Lambda-Runtime-Function-Error-Type"]
    #expect(field == "Function.InvalidConfiguration")
  }

  @Test("16: any other status is an error", arguments: [200, 400, 413, 500])
  func refusedInitFailure(status: Int) async {
    let (error, transport) = await Self.post(.status(status))
    #expect(error == .unexpectedStatus(call: "init/error", status: status))
    #expect(transport.requests.count == 1)
  }

  @Test(
    "19: an invalid address is reported, not called",
    arguments: [
      nil, "", "127.0.0.1", "127.0.0.1:", ":9001", "127.0.0.1:0", "127.0.0.1:65536",
      "127.0.0.1:+9001", "127.0.0.1:9001/", "http://127.0.0.1:9001", "a@b:80", "a b:80", "a:80:80",
      "a\r\nb:80", "ä:80", "a?b:80",
    ])
  func badAddress(address: String?) {
    #expect(throws: RuntimeError.invalidAddress(address)) {
      _ = try RuntimeAPI(address: address, transport: ScriptedTransport([]), time: ManualTime())
    }
    let text = RuntimeError.invalidAddress(address).description
    #expect(text.contains("AWS_LAMBDA_RUNTIME_API") && text.contains(address ?? "not set"))
  }

  @Test(
    "19: an address", arguments: ["127.0.0.1:9001", "169.254.100.1:9001", "lambda-api.local:1"])
  func goodAddress(address: String) throws {
    _ = try RuntimeAPI(address: address, transport: ScriptedTransport([]), time: ManualTime())
  }

  @Test("every call says which program makes it, in which version")
  func userAgent() async throws {
    let transport = ScriptedTransport([Turn.status(202).reply])
    let api = try RuntimeAPI(
      address: "127.0.0.1:9001", transport: transport, time: ManualTime(),
      userAgent: "key-reminder/1.2.3")
    try await api.postInitFailure(InvocationFailure(type: "Function.Sample", message: "No."))
    #expect(transport.requests.map { $0.fields["User-Agent"] } == ["key-reminder/1.2.3"])
  }

  @Test("7: the trace id is in the variable that AWS's tools read")
  func traceID() async {
    // In a separate process, because all tests share the environment.
    await #expect(processExitsWith: .success) {
      TraceID.export("Root=1-5759e988-bd862e3fe1be46a994272793")
      let isSet = unsafe getenv("_X_AMZN_TRACE_ID").map { unsafe String(cString: $0) }
      precondition(isSet == "Root=1-5759e988-bd862e3fe1be46a994272793")
      TraceID.export(nil)
      precondition(unsafe getenv("_X_AMZN_TRACE_ID") == nil)
    }
  }

  /// Descriptor 1 is never free: the library of the tests has other threads, and one of them could open a file there.
  @Test("22: a closed output does not end the process")
  func closedOutput() async {
    await #expect(processExitsWith: .success) {
      _ = signal(SIGPIPE, SIG_IGN)
      var ends: [CInt] = [0, 0]
      precondition(unsafe pipe(&ends) == 0 && dup2(ends[1], 1) == 1)
      precondition(StandardOutput.isWritten("a line"))
      close(ends[0])
      precondition(!StandardOutput.isWritten("a line"))
      StandardOutput.write("a line")
      // As good as closed: whatever is written here is EBADF.
      precondition(unsafe dup2(open("/dev/null", O_RDONLY), 1) == 1)
      precondition(!StandardOutput.isWritten("a line"))
      StandardOutput.write("a line")
    }
  }
}
