// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The path of the request. It is percent-encoded already, as it is sent.
enum CanonicalURI {
  private static let slash = UInt8(ascii: "/")

  static func append(
    _ path: Substring.UTF8View, to output: inout [UInt8], _ options: SigningOptions
  ) {
    let path = options.normalisesPath ? normalised(path) : path.isEmpty ? [slash] : Array(path)
    if options.encodesPathTwice {
      PercentEncoding.path.append(path, to: &output)
    } else {
      output += path
    }
  }

  /// The path without empty segments, `.` and `..`.
  private static func normalised(_ path: Substring.UTF8View) -> [UInt8] {
    var segments: [Substring.UTF8View] = []
    for segment in path.split(separator: slash) where !segment.elementsEqual(".".utf8) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    var output: [UInt8] = []
    for segment in segments { output += [slash] + segment }
    if segments.isEmpty || path.last == slash { output.append(slash) }
    return output
  }
}
