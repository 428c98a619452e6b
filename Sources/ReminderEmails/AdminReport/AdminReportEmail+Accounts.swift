// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import FailureMessages
import Identifiers
import KeyReminder

// Where several accounts are looked at.
extension AdminReportEmail {
  /// Accounts beyond this many are counted.
  private static let mostAccounts = 50
  private static let longestReason = 220

  /// The accounts with something to be done, those that could not be read first, then the worst.
  var accountTable: [EmailDocument.Block] {
    guard let accounts = report.accounts else { return [] }
    let shown = accounts.accounts.filter {
      $0.failure != nil || $0.staleKeys > 0 || $0.rootHasKeys == true
    }
    .sorted { $0.rank > $1.rank }
    return [
      .paragraph(
        """
        \(strong: counted(accounts.listed, "account")): \(accounts.scanned) read, \(accounts.skipped) left out, \
        \(accounts.failed) not read to the end.
        """)
    ]
      + Self.list("Accounts, the worst first", shown, atMost: Self.mostAccounts) {
        EmailDocument.Item(name: "\(strong: $0.label.text)", detail: $0.clause(Self.longestReason))
      }
  }

  /// `ana in 123456789012`, where several accounts are looked at.
  static func name(_ user: String, in account: String?) -> RichText {
    account.map { "\(strong: user) in \($0)" } ?? "\(strong: user)"
  }
}

extension AccountResult {
  /// What is worse is more.
  fileprivate var rank: (Int, Int, Int, Int) {
    (failure == nil ? 0 : 1, overdueKeys, oldestDays, staleKeys)
  }

  fileprivate func clause(_ longestReason: Int) -> RichText {
    var parts: [RichText] = []
    if let failure {
      parts.append("not read to the end: \(failure.message.shortened(to: longestReason))")
    }
    if staleKeys > 0 {
      parts.append(
        "\(staleKeys) stale, \(overdueKeys) overdue, the oldest is \(days(oldestDays)) old")
    }
    if unreachableOwners > 0 {
      parts.append(
        "\(counted(unreachableOwners, "owner")) unreachable\(notice?.noticeClause ?? "")")
    }
    if rootHasKeys == true { parts.append("the root user has an access key") }
    return .joined(parts, by: "; ")
  }
}

extension DeliveryOutcome {
  /// Whether the account's own address was told.
  fileprivate var noticeClause: RichText {
    switch self {
    case .sent: ", its own address was told"
    case .alreadyReminded: ", its own address was told before"
    case .dryRun: ", its own address would be told"
    case .failed: ", its own address was not told"
    case .unknown, .alreadyTried: ", its own address was perhaps told"
    case .unreachable: ""
    }
  }
}
