// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import KeyReminder
import TestSupport
import Testing

@testable import ReminderEmails

@Suite("A mail about several accounts", .limited) struct AccountPartTests {
  private func mail(
    accounts: Int, keys count: Int, name: (Int) -> String? = { "account-\($0)" }
  ) throws -> Mail {
    let ids = try (1...accounts).map { number in
      try #require(AccountID(String(100_000_000_000 + number)))
    }
    let names = Dictionary(
      uniqueKeysWithValues: ids.enumerated().compactMap { index, id in
        name(index + 1).flatMap { AccountName.cleaned($0) }.map { (id, $0) }
      })
    let owners = ids.flatMap { id in
      ReminderSample.owners(count).map { owner in
        var owner = owner
        owner.account = id
        return owner
      }
    }
    let sample = try ReminderSample(owners: owners, exemptionTag: "exempt")
    let context = sample.context.naming(.several(names))
    guard case .written(let mail) = context.message(about: sample.reminder, template: nil) else {
      throw CancellationError()
    }
    return mail
  }

  @Test("one subject says how many keys in how many accounts, and each has its section")
  func sections() throws {
    let mail = try mail(accounts: 3, keys: 2)
    #expect(
      mail.subject.contains("6") && mail.subject.hasSuffix("in 3 accounts"), "\(mail.subject)")
    let words = mail.text.collapsed
    for number in 1...3 {
      #expect(words.contains("Account account-\(number) (10000000000\(number)): 2 keys."))
    }
    #expect(words.components(of: "Be signed in to this account").count == 4)
    #expect(words.contains("bot-0") && words.contains("3 AWS accounts"))
  }

  @Test("one account of several: the mail is like that of one, with its name")
  func oneAccount() throws {
    let several = try mail(accounts: 1, keys: 1)
    #expect(several.subject.contains("(account account-1, 100000000001)"))
    #expect(!several.text.contains("Be signed in to this account before"))
  }

  @Test("117: stays small, whatever the number of accounts", arguments: [4, 40, 41, 400])
  func size(accounts: Int) throws {
    let mail = try mail(accounts: accounts, keys: 3)
    #expect(mail.html.utf8.count < 100_000, "\(mail.html.utf8.count)")
    #expect(mail.text.utf8.count < 100_000, "\(mail.text.utf8.count)")
    #expect(mail.subject.contains("\(3 * accounts)"))
    #expect(mail.text.collapsed.contains("account more.") == (accounts == 41))
    #expect(mail.text.collapsed.contains("360 accounts more.") == (accounts == 400))
  }

  @Test("117, 118: long and odd names are escaped, and the mail stays small")
  func oddNames() throws {
    let mail = try mail(accounts: 40, keys: 3) { _ in
      "<script>\"&'\r\n" + String(repeating: "🦊", count: 60)
    }
    #expect(
      !mail.html.contains("<script>") && mail.html.utf8.count < 100_000, "\(mail.html.utf8.count)")
    #expect(mail.subject.allSatisfy { $0.isASCII && !$0.isNewline })
  }
}
