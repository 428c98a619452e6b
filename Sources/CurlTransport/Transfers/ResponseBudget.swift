// SPDX-License-Identifier: Apache-2.0

/// The bytes that all responses in flight on a loop may take together. Each response also has its
/// own limit.
///
/// A response that does not fit is refused, and its caller may try again. It does not wait, because
/// responses that are half read would wait for each other. A response of a few kilobytes always
/// fits, however large the others are: if the response to a mail were refused, nobody would know
/// whether the mail was sent. So memory is bounded by the limit plus those kilobytes for each
/// transfer.
final class ResponseBudget {
  /// More than the largest single response, an event of 7 MB. A run needs far less: only one
  /// response at a time is a list of users.
  let limit: Int
  /// The first bytes of each response, which do not count.
  private let own: Int
  private var used = 0

  init(limit: Int = 8_388_608, own: Int = 16_384) { (self.limit, self.own) = (limit, own) }

  /// Reserves `count` bytes for a response that has `size` already; `false`, without reserving any,
  /// when there are not enough.
  func grow(from size: Int, by count: Int) -> Bool {
    let more = shared(size + count) - shared(size)
    guard more <= limit - used else { return false }
    used += more
    return true
  }

  /// Returns the bytes of a response of `size` bytes.
  func shrink(from size: Int) { used -= shared(size) }

  private func shared(_ size: Int) -> Int { max(0, size - own) }
}
