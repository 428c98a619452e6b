// SPDX-License-Identifier: Apache-2.0
import Logging

extension Logger.Level {
  init?(lambdaName: String?) {
    switch lambdaName?.uppercased() {
    case "TRACE": self = .trace
    case "DEBUG": self = .debug
    case "INFO": self = .info
    case "WARN": self = .warning
    case "ERROR": self = .error
    case "FATAL": self = .critical
    default: return nil
    }
  }

  var lambdaName: String {
    switch self {
    case .trace: "TRACE"
    case .debug: "DEBUG"
    case .info, .notice: "INFO"
    case .warning: "WARN"
    case .error: "ERROR"
    case .critical: "FATAL"
    }
  }
}
