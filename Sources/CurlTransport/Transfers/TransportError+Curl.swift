// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

extension TransportError.Kind {
  /// The kind of a failure before libcurl began to send. The server has not seen the request.
  init(beforeSending code: CURLcode) {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS:
      self = .untrusted
    case CURLE_SSL_CONNECT_ERROR: self = .handshakeFailed
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
      self = .invalidRequest
    default: self = .unreachable
    }
  }

  /// The kind of a failure after libcurl began to send. A failure to connect then means that
  /// libcurl could not connect a second time.
  init(afterSending code: CURLcode) {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut
    // Unsupported: HTTP/0.9, a response without a header. Out of memory: a header line without an
    // end.
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY,
      CURLE_BAD_CONTENT_ENCODING:
      self = .malformedResponse
    default: self = .interrupted
    }
  }
}

extension TransportError {
  /// A failure to connect through a proxy, before anything was sent. It does not quote libcurl's
  /// message, which contains the proxy's address.
  ///
  /// - Parameter status: the status of the proxy's response to CONNECT; 0 when there was none.
  init(throughProxy code: CURLcode, status: Int) {
    let kind = Kind(beforeSending: code)
    switch status {
    case 407:
      self.init(.proxyRefused, "The proxy requires valid credentials (407).")
    case 408, 429, 500...: self.init(.proxyFailed, "The proxy did not connect (\(status)).")
    case 300...: self.init(.proxyRefused, "The proxy refused to connect (\(status)).")
    default:
      let reason = "Through the proxy: \(code.words)"
      self.init(kind == .unreachable ? .proxyFailed : kind, reason)
    }
  }
}

extension CURLcode {
  /// The code's meaning. It quotes nothing of the request.
  var words: String { unsafe String(cString: curl_easy_strerror(self)) }
}
