// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A block of a PEM file, usually a certificate, in its encoded form (DER), which is cheap to read
/// and to search.
@safe
struct EncodedCertificate: ~Copyable {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let count: Int
  /// The name in the block's first line.
  private let label: String

  /// Reads up to the end of the next block, whatever it contains; `nil` at the end of the file.
  init?(nextIn input: OpaquePointer) {
    var (type, header): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard unsafe PEM_read_bio(input, &type, &header, &bytes, &count) == 1,
      let bytes = unsafe bytes
    else { return nil }
    label = unsafe type.map { unsafe String(cString: $0) } ?? ""
    unsafe kr_openssl_free(type)
    unsafe kr_openssl_free(header)
    unsafe self.bytes = unsafe bytes
    self.count = count
  }

  deinit { unsafe kr_openssl_free(bytes) }

  /// Whether the block says that it is a certificate.
  var isCertificate: Bool {
    [PEM_STRING_X509, PEM_STRING_X509_OLD, PEM_STRING_X509_TRUSTED].contains(label)
  }

  /// Whether a certificate is one ASN.1 sequence of the length that it states. In a trusted
  /// certificate, the purposes for which it is trusted follow the sequence.
  var isWhole: Bool {
    guard isCertificate else { return true }
    var (start, length) = (unsafe Optional(UnsafePointer(bytes)), 0)
    var (tag, group): (CInt, CInt) = (0, 0)
    let outcome = unsafe ASN1_get_object(&start, &length, &tag, &group, count)
    let end = unsafe start.map { unsafe $0 - UnsafePointer(bytes) + length } ?? 0
    return outcome == V_ASN1_CONSTRUCTED && tag == V_ASN1_SEQUENCE
      && (label == PEM_STRING_X509_TRUSTED ? end <= count : end == count)
  }

  /// Whether the name occurs in it.
  func contains(_ name: [UInt8]) -> Bool {
    unsafe kr_openssl_contains(bytes, count, name, name.count) == 1
  }

  /// Decodes it and adds it, unless it is not a certificate.
  func add(to store: OpaquePointer) {
    var start = unsafe Optional(UnsafePointer(bytes))
    guard let certificate = unsafe d2i_X509(nil, &start, count) else { return }
    _ = unsafe X509_STORE_add_cert(store, certificate)
    unsafe X509_free(certificate)
  }
}
