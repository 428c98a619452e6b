// SPDX-License-Identifier: Apache-2.0
import AWSClient
import AWSQuery
import HTTP
import IAM
import Identifiers

/// Bytes as IAM's XML.
struct IAMInput {
  private static let ana = UserName("ana")
  private let response: Response

  init(_ bytes: [UInt8]) { response = Response(status: 400, body: bytes) }

  func listUsers() {
    guard let page = try? ListUsers().output(from: response) else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    for user in page.items {
      require(UserName(user.userName.description) == user.userName, "a user has a name")
    }
  }

  func listAccessKeys() {
    guard let ana = Self.ana, let page = try? ListAccessKeys(userName: ana).output(from: response)
    else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    for key in page.items {
      require(key.userName == ana, "a key is held against nobody else")
      require(!key.accessKeyID.description.isEmpty, "a key has an id")
    }
  }

  func listUserTags() {
    guard let ana = Self.ana, let page = try? ListUserTags(userName: ana).output(from: response)
    else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    for tag in page.items { require(!tag.key.description.isEmpty, "a tag has a key") }
  }

  func getAccessKeyLastUsed() {
    guard let ana = Self.ana, let key = AccessKeyID("AKIA0"),
      let last = try? GetAccessKeyLastUsed(accessKeyID: key, of: ana).output(from: response)
    else { return }
    require(last.serviceName != "" && last.region != "", "what has no name is not named")
  }

  func generateCredentialReport() {
    _ = try? GenerateCredentialReport().output(from: response)
  }

  func getCredentialReport() {
    guard let report = try? GetCredentialReport().output(from: response) else { return }
    require(report.base64.count <= response.body.count, "a report is a part of its response")
  }

  func getAccountSummary() { _ = try? GetAccountSummary().output(from: response) }

  func listAccountAliases() {
    guard let page = try? ListAccountAliases().output(from: response) else { return }
    require(page.nextMarker != "", "a page that goes on says where")
    for alias in page.items {
      require(AccountName(alias.description) == alias, "an alias is one line of text")
    }
  }

  func error() { checkWords(of: ListUsers.error(from: response)) }
}

/// Text for logs, responses and mails is bounded and on one line.
func checkWords(of error: ServiceError) {
  let words = [(error.code, 128), (error.message, 1024), (error.requestID ?? "-", 128)]
  for (word, limit) in words {
    let count = word.unicodeScalars.count
    require((1...limit).contains(count), "the words of an error are bounded")
    require(word.utf8.allSatisfy { $0 >= 32 && $0 != 127 }, "the words of an error act on nothing")
  }
}
