// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Foundation

/// The key and certificate that a test's server shows: one of `Certificates`.
@safe
final class TLSIdentity: Sendable {
  // Read only after init; OpenSSL counts the references of its sessions under a lock.
  private nonisolated(unsafe) let context: OpaquePointer

  struct Refused: Error {}

  init(_ name: String, newest: TLSVersion) throws {
    let file = Certificates.path(name)
    guard let context = unsafe SSL_CTX_new(TLS_server_method()) else { throw Refused() }
    unsafe self.context = unsafe context
    guard unsafe SSL_CTX_use_certificate_chain_file(context, file) == 1,
      unsafe SSL_CTX_use_PrivateKey_file(context, file, SSL_FILETYPE_PEM) == 1
    else { throw Refused() }
    // OpenSSL calls versions before 1.2 insecure, and shows them at level 0 only.
    _ = unsafe SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0")
    _ = unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, newest.number, nil)
  }

  deinit { unsafe SSL_CTX_free(context) }

  func session(on socket: CInt) -> OpaquePointer? {
    guard let session = unsafe SSL_new(context) else { return nil }
    _ = unsafe SSL_set_fd(session, socket)
    return unsafe session
  }
}

/// The newest version of TLS that a test's server speaks.
public enum TLSVersion: Sendable {
  /// TLS 1.1, forbidden by RFC 8996.
  case tls1_1
  /// The newest that OpenSSL knows.
  case current

  fileprivate var number: Int { self == .tls1_1 ? Int(TLS1_1_VERSION) : 0 }
}

/// The certificates of the tests: those of servers, and the authorities that vouch for them.
public enum Certificates {
  /// The file of the certificate called `name`, PEM.
  public static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Certificates/\(name).pem").path
  }
}
