// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// libcurl's multi handle, which makes the transfers.
@safe
struct MultiHandle: ~Copyable {
  let pointer: UnsafeMutableRawPointer

  init() throws(TransportError) {
    try Self.setUpLibrary()
    guard let pointer = unsafe curl_multi_init() else {
      throw TransportError(.invalidRequest, "libcurl could not make a multi handle.")
    }
    // By default libcurl keeps four connections for each transfer in flight. A run with many would
    // lose its connections whenever only one is in flight.
    _ = unsafe kr_multi_setopt_long(pointer, CURLMOPT_MAXCONNECTS, 256)
    unsafe self.pointer = unsafe pointer
  }

  deinit { _ = unsafe curl_multi_cleanup(pointer) }

  func add(_ transfer: Transfer) throws(TransportError) {
    try check(unsafe curl_multi_add_handle(pointer, transfer.easy.pointer))
  }

  func remove(_ transfer: Transfer) {
    // Fails only for a handle that was not added.
    _ = unsafe curl_multi_remove_handle(pointer, transfer.easy.pointer)
  }

  func perform() throws(TransportError) {
    var running: CInt = 0
    try check(unsafe curl_multi_perform(pointer, &running))
  }

  /// Waits until something happens, for at most `duration`.
  func poll(for duration: Duration?) throws(TransportError) {
    // One millisecond more, so that a timer is due when the wait for it ends.
    let milliseconds = min(duration?.milliseconds ?? .max, 3_600_000) + 1
    try check(unsafe curl_multi_poll(pointer, nil, 0, CInt(milliseconds), nil))
  }

  /// A transfer that has ended since the last call, and its result.
  func nextFinished() -> (Transfer, CURLcode)? {
    var left: CInt = 0
    while let message = unsafe curl_multi_info_read(pointer, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
      let code = unsafe kr_message_result(message)
      if let transfer = unsafe Transfer.owner(of: message.pointee.easy_handle) {
        return (transfer, code)
      }
    }
    return nil
  }

  private func check(_ code: CURLMcode) throws(TransportError) {
    guard code != CURLM_OK else { return }
    throw TransportError(.invalidRequest, unsafe String(cString: curl_multi_strerror(code)))
  }

  /// Calls `curl_global_init` once in the process.
  private static func setUpLibrary() throws(TransportError) {
    guard librarySetUp == CURLE_OK else {
      throw TransportError(.invalidRequest, "libcurl could not be initialised.")
    }
  }

  private static let librarySetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
