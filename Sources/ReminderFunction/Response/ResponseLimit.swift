// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder

extension RunResult {
  /// The result as JSON, at most 6 MB of it: Lambda takes a run whose response is larger for a failed
  /// one, to be repeated. Failures and warnings that find no room are in the log alone.
  func response(redirectedTo: EmailAddress? = nil) -> [UInt8] {
    json(redirectedTo: redirectedTo).bytes(atMost: 6_000_000)
  }
}

extension JSON {
  /// The value's ``bytes``. Those of an object that exceed `limit` are made fewer: its lists end
  /// earlier, and `…Truncated` beside a list says that it does.
  ///
  /// - Parameter limit: more than all takes that is no list.
  func bytes(atMost limit: Int) -> [UInt8] {
    let whole = bytes
    guard whole.count > limit, case .object(let members) = self else { return whole }
    return JSON.object(cut(members, to: limit)).bytes
  }
}

/// Short lists stay whole; the long ones share the room that is left.
private func cut(_ whole: [String: JSON], to limit: Int) -> [String: JSON] {
  let lists = whole.compactMap(List.init).sorted { ($0.size, $0.name) < ($1.size, $1.name) }
  var members = whole
  for list in lists { (members[list.name], members[list.flag]) = ([], .bool(true)) }
  var room = limit - JSON.object(members).bytes.count
  for (index, list) in lists.enumerated() {
    let kept = list.prefix(within: room / (lists.count - index))
    room -= kept.size
    members[list.name] = .array(kept.elements)
    if kept.elements.count == list.elements.count { members[list.flag] = whole[list.flag] }
  }
  return members
}

/// A member that is a list, and what its elements take, each with its comma.
private struct List {
  let name: String
  var flag: String { "\(name)Truncated" }
  let elements: [JSON]
  private let sizes: [Int]
  let size: Int

  init?(name: String, value: JSON) {
    guard case .array(let elements) = value else { return nil }
    (self.name, self.elements) = (name, elements)
    sizes = elements.map { $0.bytes.count + 1 }
    size = sizes.reduce(0, +)
  }

  /// The first elements, as many as find room together.
  func prefix(within room: Int) -> (elements: [JSON], size: Int) {
    var left = room
    var count = 0
    for size in sizes {
      guard size <= left else { break }
      left -= size
      count += 1
    }
    return (Array(elements.prefix(count)), room - left)
  }
}
