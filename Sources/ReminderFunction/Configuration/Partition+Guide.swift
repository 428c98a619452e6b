// SPDX-License-Identifier: Apache-2.0
import AWSClient
import ReminderEmails

extension Partition {
  /// AWS's pages: on the partition's own site, or on the one of `aws` if the partition's is not
  /// publicly known.
  var guides: Guides {
    Guides(
      rotation: guide("IAM/latest/UserGuide/id-credentials-access-keys-update.html"),
      alternatives: guide("IAM/latest/UserGuide/security-creds-programmatic-access.html"),
      signIn: guide("cli/latest/userguide/cli-configure-sign-in.html"))
  }

  /// The site for China has a folder for each language.
  private func guide(_ path: String) -> String {
    "https://\(documentationHost ?? "docs.aws.amazon.com")/\(self == .china ? "en_us/" : "")\(path)"
  }
}
