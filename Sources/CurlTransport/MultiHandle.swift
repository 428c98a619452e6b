// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

/// libcurl's multi handle: the connections, and the transfers that use them.
@safe
struct MultiHandle: ~Copyable {
  let pointer: UnsafeMutableRawPointer

  init() throws(TransportError) {
    try Self.setUpLibrary()
    guard let pointer = unsafe curl_multi_init() else {
      throw TransportError(.invalidRequest, "libcurl could not make a multi handle.")
    }
    // By default libcurl keeps four times as many as there are transfers at the moment: a run of
    // many would lose its connections each time it is down to one.
    _ = unsafe kr_multi_setopt_long(pointer, CURLMOPT_MAXCONNECTS, 256)
    unsafe self.pointer = unsafe pointer
  }

  deinit { _ = unsafe curl_multi_cleanup(pointer) }

  func add(_ transfer: Transfer) throws(TransportError) {
    try check(unsafe curl_multi_add_handle(pointer, transfer.easy.pointer))
  }

  func remove(_ transfer: Transfer) {
    // Fails only for a handle that was never added.
    _ = unsafe curl_multi_remove_handle(pointer, transfer.easy.pointer)
  }

  func perform() throws(TransportError) {
    var running: CInt = 0
    try check(unsafe curl_multi_perform(pointer, &running))
  }

  /// Waits for at most `duration`, or until something happens.
  func poll(for duration: Duration?) throws(TransportError) {
    // One millisecond more, so that a timer is due when the wait for it ends.
    let milliseconds = min(duration?.milliseconds ?? .max, 3_600_000) + 1
    try check(unsafe curl_multi_poll(pointer, nil, 0, CInt(milliseconds), nil))
  }

  /// The next transfer that has ended since the last call, and how.
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

  /// `curl_global_init`, once for the process.
  private static func setUpLibrary() throws(TransportError) {
    guard librarySetUp == CURLE_OK else {
      throw TransportError(.invalidRequest, "libcurl could not be initialised.")
    }
  }

  private static let librarySetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}

extension Duration {
  /// Whole milliseconds, rounded up: a wait is never shorter than what was asked for. At most what
  /// fits a C int, 24 days.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < Int64(CInt.max) / 1000 else { return Int(CInt.max) }
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
