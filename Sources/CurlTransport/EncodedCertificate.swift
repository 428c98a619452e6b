// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// A certificate of a PEM file in its encoded form (DER): cheap to have and to search.
@safe
struct EncodedCertificate: ~Copyable {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// Reads up to the end of the next block, whatever it holds; `nil` at the end of the file.
  init?(nextIn input: OpaquePointer) {
    var (type, header): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard unsafe PEM_read_bio(input, &type, &header, &bytes, &count) == 1,
      let bytes = unsafe bytes
    else { return nil }
    unsafe copenssl_free(type)
    unsafe copenssl_free(header)
    unsafe self.bytes = unsafe bytes
    self.count = count
  }

  deinit { unsafe copenssl_free(bytes) }

  /// Whether the name occurs anywhere in it.
  func contains(_ name: [UInt8]) -> Bool {
    unsafe copenssl_contains(bytes, count, name, name.count) == 1
  }

  /// Decodes it, and leaves it out when it is no certificate.
  func add(to store: OpaquePointer) {
    var start = unsafe Optional(UnsafePointer(bytes))
    guard let certificate = unsafe d2i_X509(nil, &start, count) else { return }
    _ = unsafe X509_STORE_add_cert(store, certificate)
    unsafe X509_free(certificate)
  }
}
