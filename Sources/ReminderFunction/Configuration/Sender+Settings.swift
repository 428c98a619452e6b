// SPDX-License-Identifier: Apache-2.0
import SES

extension Sender {
  /// The sender of the mails, from the variables.
  ///
  /// - Parameter region: the region in which SES sends them.
  init(_ settings: Settings, in region: String) throws(ConfigurationError) {
    self.init(
      try settings.required("SENDER_EMAIL", as: .address),
      name: try settings.optional("SENDER_NAME", as: .displayName),
      identity: try settings.optional("SENDER_IDENTITY_ARN", as: .identity(in: region)),
      replyTo: try settings.optional("SUPPORT_EMAIL", as: .addresses) ?? [],
      feedback: try settings.optional("FEEDBACK_EMAIL", as: .address),
      configurationSet: try settings.optional("CONFIGURATION_SET", as: .configurationSetName))
  }
}
