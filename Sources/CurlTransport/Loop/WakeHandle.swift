// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// The part of libcurl that another thread may use.
@safe
struct WakeHandle: Sendable {
  // libcurl documents curl_multi_wakeup as callable from any thread while the handle exists. The
  // loop removes this value, under the inbox's lock, before it frees the handle.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

  init(multi: UnsafeMutableRawPointer) { unsafe self.multi = multi }

  func wake() { _ = unsafe curl_multi_wakeup(multi) }
}
