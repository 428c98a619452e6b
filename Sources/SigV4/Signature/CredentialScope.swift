// SPDX-License-Identifier: Apache-2.0

/// The day, the region and the service for which a signature is valid.
struct CredentialScope: Sendable, Equatable {
  static let terminator = "aws4_request"

  let date: String
  let region: String
  let service: String

  /// `20150830/us-east-1/iam/aws4_request`
  var text: String { "\(date)/\(region)/\(service)/\(Self.terminator)" }
}
