// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// libcurl's list of header lines.
@safe
struct HeaderList: ~Copyable {
  private(set) var pointer: UnsafeMutablePointer<curl_slist>?

  mutating func append(_ line: String) throws(TransportError) {
    guard let longer = unsafe curl_slist_append(pointer, line) else {
      throw TransportError(.invalidRequest, "libcurl could not take a header field.")
    }
    unsafe pointer = unsafe longer
  }

  deinit { unsafe curl_slist_free_all(pointer) }
}
