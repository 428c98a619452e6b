// SPDX-License-Identifier: Apache-2.0
import AWSClient
public import Identifiers
public import KeyReminder
import SES

extension SESMailer {
  /// The most pages that are read: twenty pages have 20,000 addresses and take twenty seconds.
  static var suppressionPages: Int { 20 }

  /// Reads which of `addresses` are on the account's suppression list.
  ///
  /// SES allows about one such call a second for all callers of the account, so the pages of the
  /// list are read one after the other, instead of a call for each address.
  public func suppressions(of addresses: [EmailAddress]) async -> Suppressions {
    let wanted = Set(addresses.map { $0.description.lowercased() })
    var suppressions = Suppressions()
    var pages = Paginator(ListSuppressedDestinations())
    var read = 0
    do throws(AWSError) {
      for _ in 0..<Self.suppressionPages where pages.hasNext {
        guard await listLimiter.wait(until: deadlines.limits) else { throw .deadline() }
        let page = try await pages.next(from: ses, by: deadlines.limits) ?? []
        read += page.count
        for entry in page where wanted.contains(entry.address.lowercased()) {
          suppressions.add(entry.address, cause: entry.reason)
        }
      }
      if pages.hasNext { suppressions.gap = .tooLong(read: read) }
    } catch {
      suppressions.gap = .failed(ServiceFailure(error, during: .suppressionList))
    }
    return suppressions
  }
}
