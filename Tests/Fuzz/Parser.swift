// SPDX-License-Identifier: Apache-2.0

/// A parser of bytes from outside. The raw value is also the name of its corpus's folder.
enum Parser: String, CaseIterable {
  case listUsers = "list-users"
  case listAccessKeys = "list-access-keys"
  case listUserTags = "list-user-tags"
  case getAccessKeyLastUsed = "get-access-key-last-used"
  case getAccountSummary = "get-account-summary"
  case listAccountAliases = "list-account-aliases"
  case generateCredentialReport = "generate-credential-report"
  case getCredentialReport = "get-credential-report"
  case credentialReport = "credential-report"
  case queryError = "query-error"
  case sendEmail = "send-email"
  case getAccount = "get-account"
  case listSuppressedDestinations = "list-suppressed-destinations"
  case query
  case updateItem = "update-item"
  case assumeRole = "assume-role"
  case sessionName = "session-name"
  case listAccounts = "list-accounts"
  case listUnits = "list-units"
  case describeOrganization = "describe-organization"
  case object
  case event
  case json
  case response
  case invocation
  case timestamp
  case httpDate = "http-date"
  case address

  func read(_ bytes: [UInt8]) {
    switch self {
    case .listUsers: IAMInput(bytes).listUsers()
    case .listAccessKeys: IAMInput(bytes).listAccessKeys()
    case .listUserTags: IAMInput(bytes).listUserTags()
    case .getAccessKeyLastUsed: IAMInput(bytes).getAccessKeyLastUsed()
    case .getAccountSummary: IAMInput(bytes).getAccountSummary()
    case .listAccountAliases: IAMInput(bytes).listAccountAliases()
    case .generateCredentialReport: IAMInput(bytes).generateCredentialReport()
    case .getCredentialReport: IAMInput(bytes).getCredentialReport()
    case .credentialReport: CredentialReportInput(bytes).report()
    case .queryError: IAMInput(bytes).error()
    case .sendEmail: SESInput(bytes).sendEmail()
    case .getAccount: SESInput(bytes).getAccount()
    case .listSuppressedDestinations: SESInput(bytes).listSuppressedDestinations()
    case .query: DynamoDBInput(bytes).query()
    case .updateItem: DynamoDBInput(bytes).updateItem()
    case .assumeRole: STSInput(bytes).assumeRole()
    case .sessionName: STSInput(bytes).sessionName()
    case .listAccounts: OrganizationsInput(bytes).listAccounts()
    case .listUnits: OrganizationsInput(bytes).listUnits()
    case .describeOrganization: OrganizationsInput(bytes).describeOrganization()
    case .object: S3Input(bytes).object()
    case .event: EventInput(bytes).event()
    case .json: JSONInput(bytes).value()
    case .response: LambdaInput(bytes).readResponse()
    case .invocation: LambdaInput(bytes).invocation()
    case .timestamp: DateInput(bytes).timestamp()
    case .httpDate: DateInput(bytes).httpDate()
    case .address: AddressInput(bytes).address()
    }
  }
}
