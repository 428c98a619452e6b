// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Why the process must end: the conversation with Lambda broke.
public enum RuntimeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Lambda answered a status that the runtime must not go on after.
  case unexpectedStatus(call: String, status: Int)
  /// Lambda could not be reached.
  case unreachable(call: String, TransportError)
  /// Lambda's answer has no request id: nobody can be answered.
  case missingRequestID
  /// `AWS_LAMBDA_RUNTIME_API` is missing or no address.
  case invalidAddress(String?)

  /// What happened, for the log.
  public var description: String {
    switch self {
    case .unexpectedStatus(let call, let status):
      "Lambda's Runtime API answered \(status) to \(call); the process ends."
    case .unreachable(let call, let error):
      "Lambda's Runtime API did not answer \(call): \(error) The process ends."
    case .missingRequestID:
      "Lambda's Runtime API sent an event without a request id; the process ends."
    case .invalidAddress(nil):
      "AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda."
        + " To try it here, type: make run"
    case .invalidAddress(let value?):
      "AWS_LAMBDA_RUNTIME_API is \"\(value)\"; it must be a host and a port, as in 127.0.0.1:9001."
    }
  }
}
