// SPDX-License-Identifier: Apache-2.0

/// The names of the Runtime API's header fields.
enum FieldName {
  static let requestID = "Lambda-Runtime-Aws-Request-Id"
  static let deadline = "Lambda-Runtime-Deadline-Ms"
  static let functionARN = "Lambda-Runtime-Invoked-Function-Arn"
  static let traceID = "Lambda-Runtime-Trace-Id"
  static let errorType = "Lambda-Runtime-Function-Error-Type"
}
