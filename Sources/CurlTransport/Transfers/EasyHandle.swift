// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// libcurl's easy handle, which makes one transfer at a time. It is reset and used again.
@safe
struct EasyHandle: ~Copyable {
  let pointer: UnsafeMutableRawPointer

  init() throws(TransportError) {
    guard let pointer = unsafe curl_easy_init() else {
      throw TransportError(.invalidRequest, "libcurl could not make a transfer handle.")
    }
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe curl_easy_cleanup(pointer) }

  /// Resets every option. Connections and sessions stay, because they belong to the multi handle.
  func reset() { unsafe curl_easy_reset(pointer) }

  func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
    try check(unsafe kr_setopt_long(pointer, option, value))
  }

  /// libcurl keeps a copy of the string.
  func set(_ option: CURLoption, _ value: String) throws(TransportError) {
    try check(unsafe kr_setopt_string(pointer, option, value))
  }

  /// libcurl keeps the pointer. Its target must outlive the transfer.
  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) throws(TransportError) {
    try check(unsafe kr_setopt_pointer(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: @escaping DataCallback) throws(TransportError) {
    try check(unsafe kr_setopt_data_callback(pointer, option, value))
  }

  /// libcurl keeps a copy of the bytes, and sends them together with the header in one write.
  func setBody(_ bytes: [UInt8]) throws(TransportError) {
    try set(CURLOPT_POST, 1)
    try set(CURLOPT_POSTFIELDSIZE, bytes.count)
    try check(unsafe kr_setopt_body(pointer, bytes))
  }

  /// Called when a connection is ready, before the request is sent.
  func setPrerequest(_ value: @escaping PrerequestCallback) throws(TransportError) {
    try check(unsafe kr_setopt_prerequest(pointer, value))
  }

  /// Called before each handshake.
  func setTLSContext(_ value: @escaping TLSContextCallback) throws(TransportError) {
    try check(unsafe kr_setopt_tls_context(pointer, value))
  }

  /// The status of a proxy's response to the last CONNECT; 0 when there was none.
  var connectStatus: Int { info(CURLINFO_HTTP_CONNECTCODE) }

  /// How many connections the transfer has made so far; 0 while it uses a kept one.
  var connectionsMade: Int { info(CURLINFO_NUM_CONNECTS) }

  private func info(_ question: CURLINFO) -> Int {
    var value = 0
    _ = unsafe kr_getinfo_long(pointer, question, &value)
    return value
  }

  /// The pool can be freed only when no handle uses it.
  func leavePool() { _ = unsafe kr_setopt_pointer(pointer, CURLOPT_SHARE, nil) }

  /// Allows the process to end while a resolver hangs.
  func detachResolver() throws(TransportError) { try check(unsafe kr_detach_resolver(pointer)) }

  private func check(_ code: CURLcode) throws(TransportError) {
    guard code != CURLE_OK else { return }
    throw TransportError(.invalidRequest, code.words)
  }
}

/// libcurl's callback for bytes that arrived.
typealias DataCallback =
  @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

/// libcurl's callback for OpenSSL's context of a connection.
typealias TLSContextCallback =
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
  ) -> CURLcode

/// libcurl's callback before a request is sent, with the addresses and ports of the connection.
typealias PrerequestCallback =
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?, CInt, CInt
  ) -> CInt
