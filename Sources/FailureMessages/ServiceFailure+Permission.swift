// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

// SES checks ses:SendEmail on all that a mail uses: the identity, the configuration set, the template. The
// role covers those that the parameters of template.yaml name, so after a refusal a parameter is the advice.

extension ServiceFailure {
  /// What allows the step that was denied.
  func permission(after refusal: Refusal) -> String {
    guard let resource = refusal.deniedResource,
      let parameter = Self.parameter(for: resource.kind, resource.name)
    else { return "Allow \(step.action) in the policy of the function's role." }
    return "SES also checks the \(parameter), or allow \(step.action) on it in the policy of the"
      + " function's role."
  }

  /// One of SES's resources and the parameter that covers it; `nil` for what no parameter is about.
  private static func parameter(for kind: Substring, _ name: String) -> String? {
    switch kind {
    case "configuration-set":
      "configuration set \(name): set the stack's parameter ConfigurationSet to it (DefaultConfigurationSet,"
        + " if it is the default of the sender's identity)"
    case "identity":
      "identity \(name): set the stack's parameter SenderIdentity to it, if it covers the sender"
        + " (SenderIdentityArn, if another account owns it), or SesSandbox to true, if it is a recipient's"
    case "template": "template \(name): set the stack's parameter EmailTemplate to it"
    default: nil
    }
  }
}

extension ServiceFailure.Refusal {
  /// What of SES a refusal names: "… is not authorized to perform `ses:SendEmail' on resource
  /// `arn:aws:ses:eu-west-1:123456789012:configuration-set/events'".
  fileprivate var deniedResource: (kind: Substring, name: String)? {
    let words = message.split { " `'\",".contains($0) }
    let named = words.compactMap { ARN(String($0)) }.first { $0.service == "ses" }
    guard let parts = named?.resource.split(separator: "/", maxSplits: 1), parts.count == 2 else {
      return nil
    }
    return (parts[0], parts[1].last == "." ? String(parts[1].dropLast()) : String(parts[1]))
  }
}
