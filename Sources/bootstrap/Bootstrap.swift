// SPDX-License-Identifier: Apache-2.0
import CVersion
import CurlTransport
import Glibc
import LambdaRuntime
import Logging
import ReminderFunction

// bootstrap: the executable that Lambda starts. It makes a handler from the environment and hands
// it to the runtime.

@main
struct Bootstrap {
  /// Serves invocations until Lambda ends the process, or until an error does.
  static func main() {
    // A write to a closed pipe must return an error, not end the process.
    _ = signal(SIGPIPE, SIG_IGN)
    let environment = ProcessEnvironment.variables
    let loop = EventLoop()
    do {
      let status = try loop.run { await serve(environment, on: loop) }
      exit(status)
    } catch {
      StandardOutput.write("The network library could not be set up: \(error)")
      exit(1)
    }
  }

  private static func serve(_ environment: [String: String], on loop: EventLoop) async -> CInt {
    let logger = makeLogger(environment)
    logger.info("KeyReminder has started.", metadata: ["version": "\(version)"])
    do throws(RuntimeError) {
      let api = try RuntimeAPI(
        address: environment["AWS_LAMBDA_RUNTIME_API"],
        transport: CurlTransport(loop: loop, route: .local), time: loop,
        userAgent: "key-reminder/\(version)")
      guard let handler = try await makeHandler(environment, loop, api, logger) else { return 1 }
      try await LambdaRuntime(api: api, time: loop, logger: logger).run(handler)
    } catch {
      logger.critical("The runtime stops.", metadata: ["reason": "\(error)"])
      return 1
    }
  }

  /// Makes the handler. If the configuration is wrong, tells Lambda and returns `nil`.
  private static func makeHandler(
    _ environment: [String: String], _ loop: EventLoop, _ api: RuntimeAPI, _ logger: Logger
  ) async throws(RuntimeError) -> ReminderHandler? {
    do throws(ConfigurationError) {
      let configuration = try Configuration(environment: environment)
      let transport = CurlTransport(loop: loop, route: configuration.route)
      return ReminderHandler(
        configuration: configuration, version: version, transport: transport, time: loop,
        renewConnections: transport.renewConnections)
    } catch {
      logger.critical("The configuration is wrong.", metadata: ["reason": "\(error)"])
      try await api.postInitFailure(
        InvocationFailure(type: "Function.InvalidConfiguration", message: "\(error)"))
      return nil
    }
  }

  private static func makeLogger(_ environment: [String: String]) -> Logger {
    let writer = LogWriter(
      format: environment["AWS_LAMBDA_LOG_FORMAT"], level: environment["AWS_LAMBDA_LOG_LEVEL"],
      change: environment["LOG_RECIPIENTS"] == "false" ? AddressMask.hide : nil)
    return Logger(label: "key-reminder") { _ in writer }
  }
}

/// What `make` was told by Scripts/version.
private let version = unsafe String(cString: key_reminder_version)

extension Route {
  /// To the Runtime API: on this machine, never through a proxy.
  static let local = Route(trustedCertificates: nil)
}
