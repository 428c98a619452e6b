// SPDX-License-Identifier: Apache-2.0
import KeyReminder

extension Suppression {
  /// The address to which SES does not deliver, why, and what to do when it works again.
  var explanation: String {
    let cause =
      switch cause {
      case "BOUNCE": " because a mail came back"
      case "COMPLAINT": " because a mail was reported as unwanted"
      default: " (\(cause))"
      }
    return
      "\(address), which is on the account's suppression list\(cause). If it works again, remove it with"
      + " aws sesv2 delete-suppressed-destination."
  }
}
