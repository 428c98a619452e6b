// SPDX-License-Identifier: Apache-2.0
import KeyReminder

extension ProgressGap {
  /// What is missing, in constant text.
  var title: String {
    switch self {
    case .pastRunsUnread: "The last complete scan is unknown"
    case .oddRun: "The line of an earlier run is odd"
    case .notCounted: "Retired keys are not all counted"
    case .runNotRecorded: "The run left no line in the ledger"
    }
  }

  /// What happened and what it means.
  var message: String {
    switch self {
    case .pastRunsUnread(let failure):
      "The day of the last complete scan is unknown: \(failure.message)"
    case .oddRun(let name, let reason):
      "The line of an earlier run in the ledger, \(name.withCodePoints), was ignored. \(reason)"
    case .notCounted(let keys, let failure):
      "\(keys) retired key\(keys == 1 ? "" : "s") will be counted by a later run: "
        + (failure?.message ?? "a run writes only so many changes to the ledger.")
    case .runNotRecorded(let failure):
      "The line of this run was not written to the ledger, so the next run cannot name it: \(failure.message)"
    }
  }
}
