// SPDX-License-Identifier: Apache-2.0
import AWSClient

extension Partition {
  /// AWS's guide to rotating an access key, on the partition's own documentation site if it has
  /// one. China's has a folder for each language.
  var rotationGuide: String {
    let site = "https://\(documentationHost ?? "docs.aws.amazon.com")"
    let language = self == .china ? "/en_us" : ""
    return site + language + "/IAM/latest/UserGuide/id-credentials-access-keys-update.html"
  }
}
