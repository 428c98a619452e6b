// SPDX-License-Identifier: Apache-2.0
internal import HTTPTypes

extension HTTPField.Name {
  static let lambdaRequestID = known("Lambda-Runtime-Aws-Request-Id")
  static let lambdaDeadline = known("Lambda-Runtime-Deadline-Ms")
  static let lambdaFunctionARN = known("Lambda-Runtime-Invoked-Function-Arn")
  static let lambdaTraceID = known("Lambda-Runtime-Trace-Id")
  static let lambdaErrorType = known("Lambda-Runtime-Function-Error-Type")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
    return name
  }
}
