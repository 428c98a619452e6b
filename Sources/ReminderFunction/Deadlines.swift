// SPDX-License-Identifier: Apache-2.0
import HTTP

/// By when the parts of a run must end, so that the response is posted before Lambda kills us.
struct Deadlines {
  /// Reading may use four fifths of the time: whoever was found by then still gets a mail.
  let reading: Deadline
  /// No mail is begun after this: one whose response comes too late is one of unknown outcome.
  let mailing: Deadline
  /// No call goes on after this: what is left is for the response.
  let end: Deadline

  init(_ deadline: Deadline, by time: some Timekeeper) {
    let left = deadline.remaining(by: time)
    let margin = min(max(left / 20, .milliseconds(200)), .seconds(2))
    end = deadline - margin
    mailing = end - margin
    reading = end - (left - margin) / 5
  }
}
