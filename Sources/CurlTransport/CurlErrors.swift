// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP
internal import HTTPTypes

extension TransportError.Kind {
  /// The class of a libcurl failure, as far as libcurl itself knows.
  init(_ code: CURLcode) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      CURLE_SSL_CONNECT_ERROR:
      self = .unreachable
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE:
      self = .untrusted
    case CURLE_OPERATION_TIMEDOUT: self = .timedOut
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING,
      CURLE_WRITE_ERROR:
      self = .malformedAnswer
    case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_OUT_OF_MEMORY,
      CURLE_FAILED_INIT, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN:
      self = .invalidRequest
    default: self = .interrupted
    }
  }

  /// Whether this class speaks of a request that may have left.
  var isUncertain: Bool { TransportError(self, "").mayHaveArrived }
}

extension Request {
  /// Where the request goes, as libcurl wants it.
  var url: String {
    get throws(TransportError) {
      guard let scheme = head.scheme, scheme == "https" || scheme == "http",
        let authority = head.authority, !authority.isEmpty,
        let path = head.path, path.hasPrefix("/")
      else {
        throw TransportError(.invalidRequest, "The request's address is no http or https URL.")
      }
      return "\(scheme)://\(authority)\(path)"
    }
  }

  func hasField(_ name: String) -> Bool {
    guard let name = HTTPField.Name(name) else { return false }
    return head.headerFields.contains(name)
  }
}
