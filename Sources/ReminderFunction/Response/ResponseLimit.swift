// SPDX-License-Identifier: Apache-2.0
import Identifiers
import JSON
import KeyReminder

extension RunResult {
  /// The result as JSON, at most 6 MB: Lambda counts a run with a larger response as failed, and
  /// repeats it. Failures and warnings that do not fit are in the log only.
  func response(version: String, redirectedTo: EmailAddress? = nil) -> [UInt8] {
    json(version: version, redirectedTo: redirectedTo).bytes(atMost: 6_000_000)
  }
}

extension JSON {
  /// The value's ``bytes``. If those of an object exceed `limit`, its lists are cut, and
  /// `…Truncated` beside a list says so.
  ///
  /// - Parameter limit: must be more than everything besides the lists takes.
  func bytes(atMost limit: Int) -> [UInt8] {
    let whole = bytes
    guard whole.count > limit, case .object(let members) = self else { return whole }
    return JSON.object(cut(members, to: limit)).bytes
  }
}

/// Short lists stay whole; the long ones share the bytes that are left.
private func cut(_ whole: [String: JSON], to limit: Int) -> [String: JSON] {
  let lists = whole.compactMap(List.init).sorted { ($0.size, $0.name) < ($1.size, $1.name) }
  var members = whole
  for list in lists { (members[list.name], members[list.flag]) = ([], .bool(true)) }
  var available = limit - JSON.object(members).bytes.count
  for (index, list) in lists.enumerated() {
    let kept = list.prefix(within: available / (lists.count - index))
    available -= kept.size
    members[list.name] = .array(kept.elements)
    if kept.elements.count == list.elements.count { members[list.flag] = whole[list.flag] }
  }
  return members
}

/// A member that is a list, with the size of each element and its comma.
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

  /// As many of the first elements as fit.
  func prefix(within limit: Int) -> (elements: [JSON], size: Int) {
    var left = limit
    var count = 0
    for size in sizes {
      guard size <= left else { break }
      left -= size
      count += 1
    }
    return (Array(elements.prefix(count)), limit - left)
  }
}
