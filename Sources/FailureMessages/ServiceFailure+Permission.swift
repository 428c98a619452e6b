// SPDX-License-Identifier: Apache-2.0
import Identifiers
import KeyReminder

// SES checks ses:SendEmail on everything that a mail uses: the identity, the configuration set, the
// template. The role covers those that the parameters of template.yaml name, so the advice after a
// denial is a parameter.

extension ServiceFailure {
  /// What to change so that the denied step is allowed.
  func permission(after refusal: Refusal) -> String {
    guard let resource = refusal.deniedResource,
      let parameter = Self.parameter(for: resource.kind, resource.name)
    else { return "Allow \(step.action) in the policy of the function's role." }
    return "SES also checks the \(parameter), or allow \(step.action) on it in the policy of the"
      + " function's role."
  }

  /// A resource of SES and the parameter that covers it; `nil` if there is no such parameter.
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
  /// The resource of SES in a refusal: "… is not authorized to perform `ses:SendEmail' on resource
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
