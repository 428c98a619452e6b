// SPDX-License-Identifier: Apache-2.0

/// What cannot be said about the keys that the ledger knows, or was not written. Nobody is mailed more
/// or less because of it.
public enum ProgressGap: Sendable, Equatable {
  /// The day of the last complete scan is not known.
  case pastRunsUnread(ServiceFailure)
  /// The line of an earlier run is not one that this program writes. It does not count.
  case oddRun(name: String, reason: String)
  /// So many retired keys do not count yet, because the ledger was not told; `nil` when a run may
  /// not write more.
  case notCounted(Int, ServiceFailure?)
  /// The line of this run was not written: the next one does not know of it.
  case runNotRecorded(ServiceFailure)
}
