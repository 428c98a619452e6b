// SPDX-License-Identifier: Apache-2.0
@unsafe @preconcurrency import Glibc

/// The environment that the process was started with.
public enum ProcessEnvironment {
  /// Its variables. The first of two with the same name counts, as it does for `getenv`.
  ///
  /// Read them before a second thread exists or a variable changes.
  public static var variables: [String: String] {
    var variables: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      if let end = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        let name = String(text[..<end])
        if variables[name] == nil { variables[name] = String(text.utf8[end...].dropFirst()) }
      }
      unsafe next += 1
    }
    return variables
  }
}
