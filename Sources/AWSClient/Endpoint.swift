// SPDX-License-Identifier: Apache-2.0

/// Where a service is called and how a call to it is signed.
public struct Endpoint: Sendable, Equatable {
  /// `https`, or `http` for a loopback address.
  public let scheme: String
  /// Host, and port when it is not the scheme's own: what goes into the `Host` field.
  public let authority: String
  /// What stands before every operation's path; empty, or `/prefix` without a slash at its end.
  public let basePath: String
  /// The name the signature's scope carries: `iam`, `ses`.
  public let signingName: String
  /// The region the signature's scope carries; a custom endpoint does not change it.
  public let signingRegion: String
}
