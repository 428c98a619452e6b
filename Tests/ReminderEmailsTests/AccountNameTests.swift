// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import Testing
import TestSupport

@testable import KeyReminder
@testable import ReminderEmails

@Suite("An account that has a name", .limited)
struct AccountNameTests {
  private static let id = "123456789012"

  private func email(
    _ name: String, accountID: String? = Self.id
  ) throws -> (ReminderEmail, AdminReportEmail) {
    let (sample, name) = (try ReminderSample(accountID: accountID), AccountName(name))
    #expect(name != nil)
    let context = sample.context.naming(.one(name))
    let admin = try #require(EmailAddress("admin@example.com"))
    return (
      ReminderEmail(sample.reminder, context: context),
      AdminReportEmail(report: AdminReportEmailTests.quiet, admins: [admin], context: context)
    )
  }

  @Test("is named in the subject, wherever the text names it, and in a template's data")
  func reminder() throws {
    let (email, _) = try email("production")
    let mail = email.document.rendered()
    #expect(mail.subject == "Please rotate your AWS access key (account production, \(Self.id))")
    for words in [
      "ana@example.com in AWS account production (\(Self.id)) has",
      "signed in to account production (\(Self.id)).",
      "IAM user ana@example.com in AWS account production (\(Self.id)).",
    ] {
      #expect(mail.text.collapsed.contains(words))
      #expect(HTMLPage(mail.html).visibleText.collapsed.contains(words))
    }
    #expect(email.templateData.accountName == "production")
    #expect(email.templateData.accountId == Self.id)
    #expect(email.templateData.subject == mail.subject)
  }

  @Test("is named to the admins")
  func report() throws {
    let mail = try email("production").1.document.rendered()
    #expect(mail.subject.hasPrefix("Access keys in account production, \(Self.id): "))
    #expect(mail.text.collapsed.contains("read in account production (\(Self.id)) has reached"))
  }

  @Test("whose letters are not ASCII, is named in the text alone")
  func letters() throws {
    let (email, report) = try email("Zürich 漢字")
    #expect(email.subject == "Please rotate your AWS access key (account \(Self.id))")
    #expect(report.document.subject.hasPrefix("Access keys in account \(Self.id): "))
    #expect(email.document.rendered().text.collapsed.contains("AWS account Zürich 漢字 (\(Self.id))"))
    #expect(email.templateData.accountName == "Zürich 漢字")
  }

  @Test("is named without its id, if that is unknown")
  func noID() throws {
    let (email, _) = try email("production", accountID: nil)
    #expect(email.subject == "Please rotate your AWS access key (account production)")
    #expect(email.document.rendered().text.collapsed.contains("in AWS account production has"))
  }

  @Test("with markup in it, changes no markup")
  func markup() throws {
    let (email, _) = try email("R&D <b>\"x\"</b>")
    let page = HTMLPage(email.document.rendered().html)
    #expect(page.unbalanced == [] && page.visibleText.contains("R&D <b>\"x\"</b>"))
    #expect(email.templateData.accountName == "RD bx/b")
  }
}
