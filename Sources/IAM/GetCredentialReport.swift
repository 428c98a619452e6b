// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSQuery
public import AWSXML
public import UTC

/// Has IAM make the account's credential report, unless there is one of the last four hours.
///
/// [GenerateCredentialReport](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html)
public struct GenerateCredentialReport: QueryOperation {
  /// `GenerateCredentialReport`.
  public static let name = "GenerateCredentialReport"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: IAM makes one report at a time.
  public static let isRepeatable = true
  /// 256 KiB; it is 1 KB.
  public static let responseLimit = 1 << 18
  /// Whether the report is there; `false` while it is made.
  public typealias Output = Bool

  /// Asks for the report of the caller's account.
  public init() {}

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> { [:] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> Bool {
    try result.requiredWord("State") == "COMPLETE"
  }
}

/// Reads the account's credential report.
///
/// [GetCredentialReport](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html)
/// fails with `ReportInProgress` (404), `ReportNotPresent` or `ReportExpired` (410).
public struct GetCredentialReport: QueryOperation {
  /// `GetCredentialReport`.
  public static let name = "GetCredentialReport"
  /// IAM's only version.
  public static let version = "2010-05-08"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 4 MiB: the report of 5,000 users, IAM's limit, is 1.3 MB.
  public static let responseLimit = 4 << 20
  /// The report.
  public typealias Output = EncodedReport

  /// Reads the report of the caller's account.
  public init() {}

  /// The parameters of the request.
  public var parameters: KeyValuePairs<String, String?> { [:] }

  /// Reads the result.
  public func output(of result: XMLElement) throws(MalformedResponse) -> EncodedReport {
    guard let content = try result.child(named: "Content")?.bytes else {
      throw MalformedResponse("the response to \(Self.name) has no <Content>")
    }
    guard let generated = try result.date("GeneratedTime") else {
      throw MalformedResponse(
        "the response to \(Self.name) has no <GeneratedTime> that can be read")
    }
    return EncodedReport(base64: content, generated: generated)
  }
}

/// A credential report as IAM sends it.
public struct EncodedReport: Sendable, Equatable {
  /// Comma-separated values in base64: a part of the response, which is not copied.
  public let base64: ArraySlice<UInt8>
  /// When it was made, which may be hours ago.
  public let generated: Timestamp
}
