// SPDX-License-Identifier: Apache-2.0
import CExpat

/// Builds an ``XMLTree`` from expat's events, and stops expat when a document exceeds a limit.
@safe struct XMLTreeBuilder {
  private static let maxDepth = 64
  private static let maxElements = 100_000

  /// Why the document was refused.
  private(set) var refusal: String?
  private let parser: OpaquePointer
  private let textLimit: Int
  private var tree = XMLTree()
  /// The indices of the open elements, the innermost last.
  private var path: [Int] = []

  init(parser: OpaquePointer, documentSize: Int, textLimit: Int) {
    unsafe self.parser = unsafe parser
    self.textLimit = textLimit
    tree.reserve(documentSize: documentSize)
  }

  /// The outermost element, after the document was read.
  var root: XMLElement? {
    tree.nodes.isEmpty ? nil : XMLElement(storage: XMLStorage(tree), index: 0)
  }

  mutating func refuse(_ reason: String) {
    refusal = refusal ?? reason
    unsafe kr_expat_stop(parser)
  }

  /// Opens an element. Its name is kept without the prefix, as in botocore: a response of AWS has
  /// one namespace, and that of a test double may have none.
  mutating func open(_ name: UnsafePointer<CChar>?) {
    guard refusal == nil, let name = unsafe name else { return }
    if path.count == Self.maxDepth { return refuse("more than \(Self.maxDepth) levels") }
    if tree.nodes.count == Self.maxElements { return refuse("too many elements") }
    if let parent = path.last, !tree.dropBlankText(of: parent) {
      return refuse("text beside elements")
    }
    path.append(unsafe tree.appendNode(localName(name)))
  }

  mutating func append(_ bytes: UnsafePointer<CChar>?, count: Int) {
    guard refusal == nil, let bytes = unsafe bytes, let index = path.last else { return }
    let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    switch unsafe tree.appendText(raw, to: index, limit: textLimit) {
    case .kept: return
    case .tooLong: refuse("a text of more than \(textLimit) bytes")
    case .besideElements: refuse("text beside elements")
    }
  }

  mutating func close() {
    guard refusal == nil, let index = path.popLast() else { return }
    tree.close(index)
  }

  private func localName(_ name: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
    var start = 0
    var end = 0
    while unsafe name[end] != 0 {
      if unsafe name[end] == CChar(UInt8(ascii: ":")) { start = end + 1 }
      end += 1
    }
    return unsafe UnsafeRawBufferPointer(start: name + start, count: end - start)
  }
}
