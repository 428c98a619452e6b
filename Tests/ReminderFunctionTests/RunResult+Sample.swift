// SPDX-License-Identifier: Apache-2.0
import Identifiers

@testable import KeyReminder

extension RunResult {
  /// A run that found nobody.
  static let sample = RunResult(
    account: AccountID("123456789012"), dryRun: false, alertAfterDays: 100, overdueAfterDays: 200,
    ages: AgeDistribution(alertAfterDays: 100, overdueAfterDays: 200))
}

extension AccountName {
  static func sample(_ text: String) -> AccountName {
    guard let name = AccountName(text) else { preconditionFailure("no account name: \(text)") }
    return name
  }
}

extension UserID {
  static func sample(_ text: String) -> UserID {
    guard let name = UserName(text) else { preconditionFailure("no user name: \(text)") }
    return UserID(account: AccountID("123456789012"), name: name)
  }
}

extension AccessKeyID {
  static func sample(_ text: String) -> AccessKeyID {
    guard let id = AccessKeyID(text) else { preconditionFailure("no key id: \(text)") }
    return id
  }
}
