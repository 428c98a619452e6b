// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import COpenSSL
internal import HTTP

/// The certificates that are believed, loaded once for all connections.
///
/// A system's bundle holds some 140 roots, and reading them costs as much processor time as fifteen
/// handshakes. AWS's endpoints need five of them, which are part of the program: the file is read
/// when a server shows a certificate that those five do not certify. The result is the same as with
/// the whole bundle, but for this: a root of Amazon's that the system has dropped is believed until
/// the program is built without it.
@safe
final class TrustStore {
  private let store: OpaquePointer
  /// The file that was not read yet.
  private var reserve: String?

  init(_ trust: Route.Trust, roots: String) throws(TransportError) {
    guard let store = unsafe X509_STORE_new() else {
      throw TransportError(.invalidRequest, "OpenSSL could not make a certificate store.")
    }
    unsafe self.store = unsafe store
    // As libcurl does: roots that are known come before what the server sends along, and a
    // certificate in the file is believed even when it is not a root.
    _ = unsafe X509_STORE_set_flags(
      store, UInt(X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN))
    switch trust {
    case .amazon(let file):
      reserve = file
      addCertificates(roots)
    case .file(let file):
      guard addFile(file) else {
        throw TransportError(.untrusted, "The file \(file) holds no certificate that can be read.")
      }
    }
  }

  deinit { unsafe X509_STORE_free(store) }

  /// Makes a transfer trust this store, which must outlive its connection.
  func install(in easy: borrowing EasyHandle) throws(TransportError) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe try easy.set(CURLOPT_SSL_CTX_DATA, context)
    unsafe try easy.setTLSContext { _, tls, context in
      guard let tls = unsafe tls, let context = unsafe context else { return CURLE_SSL_CERTPROBLEM }
      unsafe TrustStore.from(context).install(inContext: OpaquePointer(tls))
      return CURLE_OK
    }
  }

  private func install(inContext tls: OpaquePointer) {
    unsafe SSL_CTX_set1_cert_store(tls, store)
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe SSL_CTX_set_cert_verify_callback(
      tls,
      { verification, context in
        guard let verification = unsafe verification, let context = unsafe context else { return 0 }
        unsafe TrustStore.from(context).prepare(for: verification)
        return unsafe X509_verify_cert(verification)
      }, context)
  }

  /// Reads the file if the roots at hand do not certify what the server shows. The verdict is
  /// OpenSSL's own, afterwards.
  private func prepare(for verification: OpaquePointer) {
    guard let file = reserve, unsafe !certifies(verification) else { return }
    reserve = nil
    addFile(file)
  }

  private func certifies(_ verification: OpaquePointer) -> Bool {
    guard let trial = unsafe X509_STORE_CTX_new() else { return false }
    defer { unsafe X509_STORE_CTX_free(trial) }
    let certificate = unsafe X509_STORE_CTX_get0_cert(verification)
    let others = unsafe X509_STORE_CTX_get0_untrusted(verification)
    return unsafe X509_STORE_CTX_init(trial, store, certificate, others) == 1
      && X509_STORE_CTX_set_default(trial, "ssl_server") == 1 && X509_verify_cert(trial) == 1
  }

  private func addCertificates(_ pem: String) {
    let text = unsafe BIO_new_mem_buf(pem, CInt(pem.utf8.count))
    defer { unsafe BIO_free(text) }
    while let certificate = unsafe PEM_read_bio_X509(text, nil, nil, nil) {
      _ = unsafe X509_STORE_add_cert(store, certificate)
      unsafe X509_free(certificate)
    }
    ERR_clear_error()
  }

  @discardableResult
  private func addFile(_ file: String) -> Bool {
    defer { ERR_clear_error() }
    return unsafe X509_STORE_load_file(store, file) == 1
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> TrustStore {
    unsafe Unmanaged<TrustStore>.fromOpaque(context).takeUnretainedValue()
  }
}
