// SPDX-License-Identifier: Apache-2.0
public import HTTP

/// Why the process must end: the exchange with the Runtime API failed.
public enum RuntimeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Lambda responded with a status after which the runtime must not continue.
  case unexpectedStatus(call: String, status: Int)
  /// There was no response from Lambda.
  case unreachable(call: String, TransportError)
  /// Lambda's event has no request id, so no response can be posted.
  case missingRequestID
  /// `AWS_LAMBDA_RUNTIME_API` is missing or not an address.
  case invalidAddress(String?)

  /// What happened, for the log.
  public var description: String {
    switch self {
    case .unexpectedStatus(let call, let status):
      "Lambda's Runtime API responded to \(call) with status \(status); the process ends."
    case .unreachable(let call, let error):
      "No response from Lambda's Runtime API to \(call): \(error) The process ends."
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
