// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// The connections of one transport and their TLS sessions: libcurl's share handle.
///
/// It is a class because every transfer in flight keeps its pool alive. The connections are closed
/// when the last transfer has ended and the driver has released the pool.
@safe
final class ConnectionPool {
  let pointer: UnsafeMutableRawPointer

  init() throws(TransportError) {
    guard let pointer = unsafe curl_share_init() else {
      throw TransportError(.invalidRequest, "libcurl could not make a connection pool.")
    }
    unsafe self.pointer = unsafe pointer
    try check(unsafe kr_share(pointer, CURL_LOCK_DATA_CONNECT))
    try check(unsafe kr_share(pointer, CURL_LOCK_DATA_SSL_SESSION))
  }

  deinit { _ = unsafe curl_share_cleanup(pointer) }

  private func check(_ code: CURLSHcode) throws(TransportError) {
    guard code != CURLSHE_OK else { return }
    throw TransportError(.invalidRequest, unsafe String(cString: curl_share_strerror(code)))
  }
}
