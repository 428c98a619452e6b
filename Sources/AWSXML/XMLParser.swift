// SPDX-License-Identifier: Apache-2.0
import AWSClient
import CExpat

/// expat's parser of one document.
///
/// Besides documents that are not well-formed it refuses: a DOCTYPE, and with it all entities that
/// a document could define (external files, entity bombs); more than 64 levels; more than 100,000
/// elements; a text above its limit; text beside elements. The transport bounds the size of the
/// whole.
@safe struct XMLParser: ~Copyable {
  private let handle: XML_Parser

  private init() throws(MalformedResponse) {
    guard let handle = unsafe XML_ParserCreate(nil) else {
      throw MalformedResponse("expat could not make a parser")
    }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe XML_ParserFree(handle) }

  /// Reads `document`, in any encoding that expat knows.
  ///
  /// - Parameter textLimit: the largest text of one element, in bytes.
  static func root(
    of document: [UInt8], textLimit: Int = 1 << 20
  ) throws(MalformedResponse) -> XMLElement {
    try XMLParser().root(of: document, textLimit: textLimit)
  }

  private consuming func root(
    of document: [UInt8], textLimit: Int
  ) throws(MalformedResponse) -> XMLElement {
    var builder = unsafe XMLTreeBuilder(
      parser: handle, documentSize: document.count, textLimit: textLimit)
    let wellFormed = unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe install(builder)
      return parse(document)
    }
    if let refusal = builder.refusal { throw malformed(refusal) }
    try check(wellFormed)
    guard let root = builder.root else { throw MalformedResponse("the XML has no element") }
    return root
  }

  private borrowing func install(_ builder: UnsafeMutablePointer<XMLTreeBuilder>) {
    unsafe XML_SetUserData(handle, builder)
    unsafe XML_SetElementHandler(
      handle,
      { data, name, _ in unsafe builderBehind(data)?.pointee.open(name) },
      { data, _ in unsafe builderBehind(data)?.pointee.close() })
    unsafe XML_SetCharacterDataHandler(handle) { data, bytes, count in
      unsafe builderBehind(data)?.pointee.append(bytes, count: Int(count))
    }
    unsafe XML_SetStartDoctypeDeclHandler(handle) { data, _, _, _, _ in
      unsafe builderBehind(data)?.pointee.refuse("a DOCTYPE")
    }
  }

  private borrowing func parse(_ document: [UInt8]) -> Bool {
    guard let count = Int32(exactly: document.count) else { return false }
    return unsafe document.withUnsafeBytes { bytes in
      let start = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress
      return unsafe kr_expat_parse_whole(handle, start, count) == 1
    }
  }

  private borrowing func check(_ wellFormed: Bool) throws(MalformedResponse) {
    guard !wellFormed else { return }
    let words = unsafe XML_ErrorString(XML_GetErrorCode(handle))
    throw malformed(unsafe words.map { unsafe String(cString: $0) } ?? "unknown error")
  }

  private borrowing func malformed(_ reason: String) -> MalformedResponse {
    MalformedResponse("XML line \(unsafe kr_expat_line(handle)): \(reason)")
  }
}

private func builderBehind(_ data: UnsafeMutableRawPointer?)
  -> UnsafeMutablePointer<XMLTreeBuilder>?
{
  unsafe data?.assumingMemoryBound(to: XMLTreeBuilder.self)
}
