// SPDX-License-Identifier: Apache-2.0

/// A document in two arrays: its elements in document order, 16 bytes each, and their names and
/// texts, each text after its name. White space between elements is not kept.
struct XMLTree {
  struct Node {
    /// Where the name begins. The text follows it.
    let start: UInt32
    let nameCount: UInt32
    var textCount: UInt32 = 0
    /// The index after the element's last descendant: for an element without children its own index
    /// + 1; 0 while it is open and has no children.
    var end: UInt32 = 0

    var textStart: Int { Int(start + nameCount) }
    var textEnd: Int { Int(start + nameCount + textCount) }
  }

  enum Appended { case kept, tooLong, besideElements }

  private(set) var nodes: [Node] = []
  private(set) var bytes: [UInt8] = []

  mutating func reserve(documentSize: Int) {
    bytes.reserveCapacity(documentSize)
    nodes.reserveCapacity(documentSize / 40)
  }

  mutating func appendNode(_ name: UnsafeRawBufferPointer) -> Int {
    nodes.append(Node(start: UInt32(bytes.count), nameCount: UInt32(name.count)))
    unsafe bytes.append(contentsOf: name)
    return nodes.count - 1
  }

  /// Adds to the text of an open element.
  mutating func appendText(
    _ text: UnsafeRawBufferPointer, to index: Int, limit: Int
  ) -> Appended {
    guard nodes[index].end == 0 else {
      return unsafe text.allSatisfy(isBlank) ? .kept : .besideElements
    }
    guard Int(nodes[index].textCount) + text.count <= limit else { return .tooLong }
    unsafe bytes.append(contentsOf: text)
    nodes[index].textCount += UInt32(text.count)
    return .kept
  }

  /// Prepares an open element for its first child; `false` when it already has text.
  mutating func dropBlankText(of index: Int) -> Bool {
    let node = nodes[index]
    guard node.end == 0 else { return true }
    guard bytes[node.textStart..<node.textEnd].allSatisfy(isBlank) else { return false }
    bytes.removeSubrange(node.textStart...)
    nodes[index].textCount = 0
    nodes[index].end = UInt32(index + 2)
    return true
  }

  mutating func close(_ index: Int) { nodes[index].end = UInt32(nodes.count) }
}

/// Whether `byte` is white space in XML's sense.
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
