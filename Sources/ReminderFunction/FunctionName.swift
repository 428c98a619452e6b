// SPDX-License-Identifier: Apache-2.0

/// The name in a function's ARN, `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, perhaps with a version
/// behind it; `nil` when there is none.
func functionName(in arn: String?) -> String? {
  let parts = arn?.split(separator: ":", omittingEmptySubsequences: false) ?? []
  return parts.count > 6 ? String(parts[6]) : nil
}
