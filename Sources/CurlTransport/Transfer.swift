// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP
internal import HTTPTypes

/// One exchange as libcurl sees it: the handle, what it sends from and what it receives into.
///
/// A class, for libcurl's callbacks hold a pointer to it. The driver keeps it alive.
@safe
final class Transfer {
  let easy: EasyHandle
  private var order: Order?
  private var answer = Answer(limit: 0)
  private var headers = HeaderList()
  private var sent = 0
  private var bodyWasRead = false
  private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(
    capacity: Int(CURL_ERROR_SIZE))

  init() throws(TransportError) {
    easy = try EasyHandle()
  }

  deinit { unsafe errorText.deallocate() }

  /// The transfer a handle belongs to, as `prepare` noted it.
  static func owner(of handle: UnsafeMutableRawPointer) -> Transfer? {
    var context: UnsafeMutableRawPointer?
    let code = unsafe kr_getinfo_pointer(handle, CURLINFO_PRIVATE, &context)
    guard code == CURLE_OK, let context = unsafe context else { return nil }
    return unsafe from(context)
  }

  static func from(_ context: UnsafeMutableRawPointer) -> Transfer {
    unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  func prepare(_ order: Order) throws(TransportError) {
    easy.reset()
    self.order = order
    answer = Answer(limit: order.limits.answerBytes)
    sent = 0
    bodyWasRead = false
    unsafe errorText.initialize(repeating: 0)
    try setCallbacks()
    try setConnection(order)
    try setRequest(order.request)
  }

  /// Lets go of what the exchange held.
  func finish() -> Order? {
    defer {
      order = nil
      answer = Answer(limit: 0)
      headers = HeaderList()
    }
    return order
  }

  // MARK: - Options

  private func setCallbacks() throws(TransportError) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe try easy.set(CURLOPT_PRIVATE, context)
    unsafe try easy.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText.baseAddress))
    unsafe try easy.set(CURLOPT_WRITEDATA, context)
    unsafe try easy.set(CURLOPT_WRITEFUNCTION, takeBody)
    unsafe try easy.set(CURLOPT_HEADERDATA, context)
    unsafe try easy.set(CURLOPT_HEADERFUNCTION, takeHeader)
    unsafe try easy.set(CURLOPT_READDATA, context)
    unsafe try easy.set(CURLOPT_READFUNCTION, readBody)
  }

  private func setConnection(_ order: Order) throws(TransportError) {
    try easy.set(CURLOPT_NOSIGNAL, 1)
    try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, Int(order.limits.connect.milliseconds))
    try easy.set(CURLOPT_TIMEOUT_MS, Int(order.limits.total?.milliseconds ?? 0))
    try easy.detachResolver()
    if order.route.proxy == .never || order.request.head.scheme == "http" {
      try easy.set(CURLOPT_PROXY, "")
    }
    try setTrust(order.route)
  }

  private func setTrust(_ route: Route) throws(TransportError) {
    try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    try easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let file = route.trustedCertificates { try easy.set(CURLOPT_CAINFO, file) }
  }

  private func setRequest(_ request: Request) throws(TransportError) {
    try easy.set(CURLOPT_URL, try request.url)
    // The path is signed as it stands: libcurl must not tidy it.
    try easy.set(CURLOPT_PATH_AS_IS, 1)
    switch request.head.method {
    case .get: try easy.set(CURLOPT_HTTPGET, 1)
    case .post:
      try easy.set(CURLOPT_POST, 1)
      try easy.set(CURLOPT_POSTFIELDSIZE, request.body.count)
      try easy.set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
    default:
      throw TransportError(.invalidRequest, "The method \(request.head.method) is not spoken.")
    }
    try setHeaders(request)
  }

  private func setHeaders(_ request: Request) throws(TransportError) {
    var list = HeaderList()
    for field in request.head.headerFields {
      try list.append("\(field.name.rawName): \(field.value)")
    }
    // What libcurl would add by itself; the signature does not know of it.
    for name in ["Accept", "Expect", "Content-Type"] where !request.hasField(name) {
      try list.append("\(name):")
    }
    unsafe try easy.set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(list.pointer))
    headers = list
  }

  // MARK: - Callbacks

  func receiveHeader(_ line: [UInt8]) -> Bool { answer.addHeader(line) }

  func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool { unsafe answer.addBody(bytes) }

  /// Hands over the next bytes of the body. Whoever asks for the first of them may have sent them.
  func giveBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let body = order?.request.body, sent < body.count else { return 0 }
    bodyWasRead = true
    let count = min(buffer.count, body.count - sent)
    unsafe buffer.copyBytes(from: body[sent..<(sent + count)])
    sent += count
    return count
  }

  // MARK: - Results

  /// How the exchange ended.
  func result(_ code: CURLcode) -> Result<Response, TransportError> {
    guard code == CURLE_OK else { return .failure(failure(code)) }
    guard let response = answer.response else {
      return .failure(TransportError(.malformedAnswer, "The answer has no valid status line."))
    }
    return .success(response)
  }

  /// The failure of an exchange that was cancelled.
  var cancelled: TransportError {
    let reason = "The request was cancelled."
    return TransportError(mayHaveArrived ? .cancelled : .unreachable, reason)
  }

  private func failure(_ code: CURLcode) -> TransportError {
    if let complaint = answer.complaint { return TransportError(.malformedAnswer, complaint) }
    let kind = TransportError.Kind(code)
    // libcurl may fail to connect *after* it sent the body on a connection that died.
    let honest =
      mayHaveArrived && (kind == .unreachable || kind == .untrusted) ? .interrupted : kind
    return TransportError(!mayHaveArrived && honest.isUncertain ? .unreachable : honest, text(code))
  }

  /// Whether the server may have the whole request: for one with a body, once libcurl has read of it.
  private var mayHaveArrived: Bool {
    guard let order, order.request.body.isEmpty else { return bodyWasRead }
    var bytes = 0
    let code = unsafe kr_getinfo_long(easy.pointer, CURLINFO_REQUEST_SIZE, &bytes)
    return code != CURLE_OK || bytes > 0
  }

  private func text(_ code: CURLcode) -> String {
    let detail = unsafe errorText.baseAddress.map { unsafe String(cString: $0) } ?? ""
    return detail.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : detail
  }
}

// MARK: - The C side of the callbacks

private let takeBody: DataCallback = { bytes, size, count, context in
  guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
  let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return unsafe Transfer.from(context).receiveBody(buffer) ? size * count : 0
}

private let takeHeader: DataCallback = { bytes, size, count, context in
  guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
  let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
  return unsafe Transfer.from(context).receiveHeader(Array(buffer)) ? size * count : 0
}

private let readBody: DataCallback = { bytes, size, count, context in
  guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
  let buffer = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
  return unsafe Transfer.from(context).giveBody(buffer)
}
