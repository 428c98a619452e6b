// SPDX-License-Identifier: Apache-2.0

/// The bytes of all responses that are under way on a loop, together; each has a limit of its own besides.
///
/// A response that finds no room is refused, which its caller may try again. It does not wait for room:
/// responses that are all half read would wait for each other. What comes in a few kilobytes
/// always has room, however large the others are: when the response to a mail is refused, nobody
/// knows whether it was sent. So memory is bounded by the limit and that little for each transfer.
final class ResponseBudget {
  /// More than the largest that is allowed alone, an event of 7 MB, and far more than a run needs: of its
  /// responses one at a time is a list of users.
  let limit: Int
  /// What a response has besides.
  private let own: Int
  private var used = 0

  init(limit: Int = 8_388_608, own: Int = 16_384) { (self.limit, self.own) = (limit, own) }

  /// Takes room for `count` bytes behind the first `size`; `false`, and none is taken, when there is not enough.
  func grow(from size: Int, by count: Int) -> Bool {
    let more = shared(size + count) - shared(size)
    guard more <= limit - used else { return false }
    used += more
    return true
  }

  /// Gives the room of a response of `size` bytes back.
  func shrink(from size: Int) { used -= shared(size) }

  private func shared(_ size: Int) -> Int { max(0, size - own) }
}
