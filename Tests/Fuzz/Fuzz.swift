// SPDX-License-Identifier: Apache-2.0
import Glibc

// Fuzz: what comes from outside, thrown at the parsers that read it. libFuzzer brings the main
// function and the bytes; `$PARSER` names who gets them. Beside "it does not trap", each parser
// states what must hold of whatever it lets in. `make fuzz` builds and runs it.

/// The parser that this process tests.
private let parser: Parser = {
  let name = unsafe getenv("PARSER").map { unsafe String(cString: $0) }
  guard let parser = name.flatMap(Parser.init(rawValue:)) else {
    print("PARSER must be one of:", Parser.allCases.map(\.rawValue).joined(separator: " "))
    exit(2)
  }
  return parser
}()

/// libFuzzer's entry point: https://llvm.org/docs/LibFuzzer.html#fuzz-target
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  parser.read(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the process, which libFuzzer takes for a finding, unless `condition` holds.
func require(_ condition: Bool, _ claim: StaticString) {
  guard !condition else { return }
  // Not `precondition`: the release build would keep its message to itself.
  fatalError("\(claim)")
}
