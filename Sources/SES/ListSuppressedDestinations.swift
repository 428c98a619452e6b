// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import AWSJSON
public import HTTP
public import JSON

/// Reads a page of the account's suppression list: the addresses to which SES does not deliver in
/// this region, although it accepts their mails.
///
/// [ListSuppressedDestinations](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html)
public struct ListSuppressedDestinations: RESTJSONOperation, PagedOperation {
  /// An address on the list.
  public typealias Item = SuppressedDestination

  /// `ListSuppressedDestinations`.
  public static let name = "ListSuppressedDestinations"
  /// `true`: it only reads.
  public static let isRepeatable = true
  /// 512 KiB: 1,000 addresses of the longest kind are 430 KB, of the usual kind 110 KB.
  public static let responseLimit = 1 << 19
  /// The most addresses on a page, as many as SES allows.
  public static let pageSize = 1000
  /// `GET`.
  public var method: Method { .get }
  /// The same for every account.
  public var path: String { "/v2/email/suppression/addresses" }
  /// The size of the page and where it begins.
  public var query: [String: String] {
    var query = ["PageSize": "\(Self.pageSize)"]
    query["NextToken"] = nextToken
    return query
  }

  private var nextToken: String?

  /// Reads the first page.
  public init() {}

  /// Reads the page that begins at `marker`.
  public func continued(at marker: String) -> ListSuppressedDestinations {
    var operation = self
    operation.nextToken = marker
    return operation
  }

  /// No body.
  public func input() -> JSON? { nil }

  /// Reads the page. A page without entries may leave the list out.
  public func output(of body: JSON) throws(MalformedResponse) -> Page<SuppressedDestination> {
    var items: [SuppressedDestination] = []
    for entry in try body.member("SuppressedDestinationSummaries", \.array) ?? [] {
      items.append(try SuppressedDestination(entry))
    }
    let token = try body.member("NextToken", \.string)
    return Page(items: items, nextMarker: token.flatMap { $0.isEmpty ? nil : $0 })
  }
}

/// An address on the suppression list.
public struct SuppressedDestination: Sendable, Equatable {
  /// The address as SES keeps it.
  public let address: String
  /// `BOUNCE`, `COMPLAINT` or a cause that is new.
  public let reason: String

  /// Creates an entry.
  public init(address: String, reason: String) {
    self.address = address
    self.reason = reason
  }

  init(_ entry: JSON) throws(MalformedResponse) {
    guard let address = try entry.member("EmailAddress", \.string),
      let reason = try entry.member("Reason", \.string)
    else { throw MalformedResponse("a suppressed destination has no EmailAddress or no Reason") }
    self.init(address: address, reason: reason)
  }
}
