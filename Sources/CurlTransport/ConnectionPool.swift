// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

/// The connections of one transport and their TLS sessions: libcurl's share handle.
///
/// A class: every transfer under way keeps its pool alive. When the last one has ended and the
/// driver has let go of it too, the connections are closed.
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
