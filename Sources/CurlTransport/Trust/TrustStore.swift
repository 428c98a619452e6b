// SPDX-License-Identifier: Apache-2.0
import CCurl
import COpenSSL
import HTTP

/// The trusted certificates of a file, for all connections.
///
/// A system's file contains about 140, and decoding all of them takes as much processor time as ten
/// handshakes. So only certificates with the name of an issuer of the server's certificates are
/// decoded, and the whole file only when these do not suffice. Nothing else is ever trusted, and
/// OpenSSL makes the decision.
@safe
final class TrustStore {
  private let store: OpaquePointer
  private let file: String
  private var fileIsLoaded = false

  init(file: String) throws(TransportError) {
    guard let store = unsafe X509_STORE_new() else {
      throw TransportError(.invalidRequest, "OpenSSL could not make a certificate store.")
    }
    unsafe self.store = unsafe store
    self.file = file
    // As in libcurl: trusted certificates come before those that the server sends, and a
    // certificate in the file is trusted even when it is not a root.
    let flags = X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN
    _ = unsafe X509_STORE_set_flags(store, UInt(flags))
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
    // libcurl keeps the context's own store and uses it for other connections, so this store is set
    // for verification only.
    _ = unsafe SSL_CTX_ctrl(tls, SSL_CTRL_SET_VERIFY_CERT_STORE, 1, UnsafeMutableRawPointer(store))
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe SSL_CTX_set_cert_verify_callback(
      tls,
      { verification, context in
        guard let verification = unsafe verification, let context = unsafe context else { return 0 }
        unsafe TrustStore.from(context).prepare(for: verification)
        return unsafe X509_verify_cert(verification)
      }, context)
  }

  /// Loads as much of the file as is needed to verify the server's certificates.
  private func prepare(for verification: OpaquePointer) {
    defer { ERR_clear_error() }
    guard !fileIsLoaded, unsafe !suffices(for: verification) else { return }
    unsafe loadIssuers(ofShown: verification)
    guard unsafe !suffices(for: verification) else { return }
    _ = unsafe X509_STORE_load_file(store, file)
    fileIsLoaded = true
  }

  private func suffices(for verification: OpaquePointer) -> Bool {
    guard let trial = unsafe X509_STORE_CTX_new() else { return false }
    defer { unsafe X509_STORE_CTX_free(trial) }
    let certificate = unsafe X509_STORE_CTX_get0_cert(verification)
    let others = unsafe X509_STORE_CTX_get0_untrusted(verification)
    return unsafe X509_STORE_CTX_init(trial, store, certificate, others) == 1
      && X509_STORE_CTX_set_default(trial, "ssl_server") == 1 && X509_verify_cert(trial) == 1
  }

  /// Adds the certificates of the file that contain the name of an issuer, which includes the
  /// issuer's own.
  private func loadIssuers(ofShown verification: OpaquePointer) {
    let shown = unsafe X509_STORE_CTX_get0_untrusted(verification)
    let names = unsafe (0..<max(0, OPENSSL_sk_num(shown))).compactMap {
      unsafe issuerName(OpaquePointer(OPENSSL_sk_value(shown, $0)))
    }
    guard let input = unsafe BIO_new_file(file, "r") else { return }
    defer { unsafe BIO_free(input) }
    while let encoded = unsafe EncodedCertificate(nextIn: input) {
      guard names.contains(where: { encoded.contains($0) }) else { continue }
      unsafe encoded.add(to: store)
    }
  }

  /// The issuer's name in its encoded form.
  private func issuerName(_ certificate: OpaquePointer?) -> [UInt8]? {
    var (bytes, count): (UnsafePointer<UInt8>?, Int) = (nil, 0)
    let name = unsafe X509_get_issuer_name(certificate)
    guard unsafe X509_NAME_get0_der(name, &bytes, &count) == 1 else { return nil }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> TrustStore {
    unsafe Unmanaged<TrustStore>.fromOpaque(context).takeUnretainedValue()
  }
}
