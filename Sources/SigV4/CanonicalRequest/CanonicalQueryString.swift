// SPDX-License-Identifier: Apache-2.0
import HTTP

/// Names and values, decoded and then encoded in the canonical way, sorted by name, then by value.
enum CanonicalQueryString {
  static func append(_ query: Substring.UTF8View, to output: inout [UInt8]) {
    guard !query.isEmpty else { return }
    let parameters = query.split(separator: UInt8(ascii: "&")).map(parameter)
    let sorted = parameters.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    output += sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&").utf8
  }

  private static func parameter(_ text: Substring.UTF8View) -> (name: String, value: String) {
    let name = text.prefix { $0 != UInt8(ascii: "=") }
    return (canonical(name), canonical(text[name.endIndex...].dropFirst()))
  }

  private static func canonical(_ text: Substring.UTF8View) -> String {
    var encoded: [UInt8] = []
    PercentEncoding.component.append(text.percentDecoded(), to: &encoded)
    return String(decoding: encoded, as: UTF8.self)
  }
}
