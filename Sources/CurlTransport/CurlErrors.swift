// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

extension TransportError.Kind {
  /// The class of a failure that libcurl met before it began to send: the server knows nothing of it.
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

  /// The class of a failure that libcurl met after it began to send. What looks like a failure to
  /// connect is one to connect *again*.
  init(afterSending code: CURLcode) {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut
    // Unsupported: HTTP/0.9, an answer without a header. Out of memory: a header line without end.
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY,
      CURLE_BAD_CONTENT_ENCODING:
      self = .malformedAnswer
    default: self = .interrupted
    }
  }
}

extension TransportError {
  /// A failure of the way through a proxy, before anything was sent. The words are our own, for
  /// libcurl's name the proxy.
  ///
  /// - Parameter status: what the proxy answered to CONNECT; 0 for nothing.
  init(throughProxy code: CURLcode, status: Int) {
    let kind = Kind(beforeSending: code)
    switch status {
    case 407:
      self.init(.proxyRefused, "The proxy asks for a user and a password that it knows (407).")
    case 408, 429, 500...: self.init(.proxyFailed, "The proxy did not connect (\(status)).")
    case 300...: self.init(.proxyRefused, "The proxy refused to connect (\(status)).")
    default:
      let reason = "Through the proxy: \(code.words)"
      self.init(kind == .unreachable ? .proxyFailed : kind, reason)
    }
  }
}

extension CURLcode {
  /// What it means, in words that hold nothing of the request.
  var words: String { unsafe String(cString: curl_easy_strerror(self)) }
}
