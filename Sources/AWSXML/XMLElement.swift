// SPDX-License-Identifier: Apache-2.0
public import AWSClient

/// Keeps a tree alive for the elements that refer to it.
final class XMLStorage: Sendable {
  let tree: XMLTree
  init(_ tree: XMLTree) { self.tree = tree }
}

/// One element of a response: a name, and either text or elements.
public struct XMLElement: Sendable {
  let storage: XMLStorage
  let index: Int

  init(storage: XMLStorage, index: Int) {
    self.storage = storage
    self.index = index
  }

  /// The outermost element of `document`, which may be in any encoding that expat knows.
  ///
  /// - Parameter textLimit: the largest text of one element, in bytes.
  /// - Throws: ``MalformedResponse`` for text that is not well-formed, a DOCTYPE, and what exceeds a limit:
  ///   64 levels, 100,000 elements, the text of one.
  public init(rootOf document: [UInt8], textLimit: Int) throws(MalformedResponse) {
    self = try XMLParser.root(of: document, textLimit: textLimit)
  }

  private var node: XMLTree.Node { storage.tree.nodes[index] }

  /// The name, without a namespace prefix.
  public var name: String {
    String(decoding: storage.tree.bytes[Int(node.start)..<node.textStart], as: UTF8.self)
  }

  /// The bytes of the text, including all white space.
  var utf8: ArraySlice<UInt8> { storage.tree.bytes[node.textStart..<node.textEnd] }

  /// The text, including all white space, because a marker may begin with a space. `nil` when the
  /// element contains elements.
  public var text: String? { isLeaf ? String(decoding: utf8, as: UTF8.self) : nil }

  /// The text without the white space around it, for names and numbers.
  public var word: String? { isLeaf ? String(decoding: trimmed, as: UTF8.self) : nil }

  /// The bytes of ``word``.
  package var trimmed: ArraySlice<UInt8> {
    var slice = utf8.drop(while: isBlank)
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
  }

  /// The text as bytes, which are not copied; `nil` when the element contains elements.
  public var bytes: ArraySlice<UInt8>? { isLeaf ? utf8 : nil }

  private var isLeaf: Bool { Int(node.end) == index + 1 }

  /// Calls `visit` with each child element until it returns `false`.
  private func visitChildren(_ visit: (XMLElement) -> Bool) {
    var next = index + 1
    while next < Int(node.end), visit(XMLElement(storage: storage, index: next)) {
      next = Int(storage.tree.nodes[next].end)
    }
  }

  private func isNamed(_ name: String) -> Bool {
    Int(node.nameCount) == name.utf8.count
      && storage.tree.bytes[Int(node.start)..<node.textStart].elementsEqual(name.utf8)
  }

  /// All child elements.
  public var children: [XMLElement] {
    var all: [XMLElement] = []
    visitChildren {
      all.append($0)
      return true
    }
    return all
  }

  /// The first child called `name`, for errors, whose form varies.
  func first(_ name: String) -> XMLElement? {
    var found: XMLElement?
    visitChildren { child in
      if child.isNamed(name) { found = child }
      return found == nil
    }
    return found
  }

  /// The one child called `name`; `nil` when there is none.
  ///
  /// - Throws: ``MalformedResponse`` when there are two, because either could be the wrong one.
  public func child(named name: String) throws(MalformedResponse) -> XMLElement? {
    var found: XMLElement?
    var count = 0
    visitChildren { child in
      guard child.isNamed(name) else { return true }
      found = child
      count += 1
      return count < 2
    }
    if count > 1 { throw MalformedResponse("<\(self.name)> has two <\(name)>") }
    return found
  }
}
