// SPDX-License-Identifier: Apache-2.0
import HTTP

/// When the parts of a run must end, so that the response is posted before Lambda kills the
/// process.
struct Deadlines {
  /// Reading may use four fifths of the time: owners found by then still get a mail.
  let reading: Deadline
  /// No mail is begun after this: if its response came too late, its outcome would be unknown.
  let mailing: Deadline
  /// What became of the keys is noted by this: the report to the admins is sent after it.
  let noting: Deadline
  /// Every call but the ledger's ends by this: the time that is left is for the response.
  let end: Deadline
  /// The ledger is told by this what became of the last mail.
  let recording: Deadline

  init(_ deadline: Deadline, by time: some Timekeeper) {
    let left = deadline.remaining(by: time)
    let margin = min(max(left / 20, .milliseconds(200)), .seconds(2))
    end = deadline - margin
    recording = deadline - margin / 2
    mailing = end - margin
    noting = mailing - margin
    reading = end - (left - margin) / 5
  }
}
