// SPDX-License-Identifier: Apache-2.0
import AWSAdapters
import AWSClient
import HTTP
import Identifiers
import KeyReminder
import LambdaRuntime
import SigV4

/// The services that lead to other accounts: one tells which there are, the other lets in.
struct AccountServices: Sendable {
  private let settings: AccountSettings
  private let partition: Partition
  private let sts: AWSClient
  private let organizations: AWSClient

  init(
    _ settings: AccountSettings, _ partition: Partition, _ shared: SharedState,
    _ credentials: Credentials
  ) {
    self.settings = settings
    self.partition = partition
    sts = AWSClient(endpoint: settings.sts, shared: shared, credentials: credentials)
    organizations = AWSClient(
      endpoint: settings.organizations, shared: shared, credentials: credentials)
  }

  /// The accounts of a run.
  ///
  /// - Parameters:
  ///   - own: the function's own account; `nil` if unknown.
  ///   - iam: IAM in the function's own account.
  func source(
    _ selection: AccountSelection, _ own: AccountID?, _ iam: AWSClient, _ invocation: Invocation,
    by deadline: Deadline
  ) -> AccountSource {
    let observer = invocation.logger.callObserver
    let role = MemberRole(
      in: partition, name: settings.role, externalID: settings.externalID,
      caller: functionName(in: invocation.invokedFunctionARN) ?? "KeyReminder")
    return .several(
      selection,
      RoleAccess(
        own: own, iam: iam, sts: sts.observed(by: observer), role: role, deadline: deadline),
      OrganizationAccounts(organizations: organizations.observed(by: observer), deadline: deadline))
  }
}
