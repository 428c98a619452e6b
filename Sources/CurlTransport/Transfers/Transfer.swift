// SPDX-License-Identifier: Apache-2.0
import CCurl
import HTTP

/// One exchange in libcurl: the handle, and what it sends and receives.
///
/// It is a class because libcurl's callbacks hold a pointer to it. The driver keeps it alive.
@safe
final class Transfer {
  let easy: EasyHandle
  private var exchange: Exchange?
  private var pool: ConnectionPool?
  /// The proxy that the request goes through.
  private var proxy: Proxy?
  private var incoming = IncomingResponse(bodyLimit: 0)
  private var headers = HeaderList()
  /// Whether sending has begun. From then on the server may have the request.
  private var sendingBegan = false
  /// Whether an earlier request had used the connection on which sending began.
  private var connectionWasKept = false
  private var begin = Duration.zero
  private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(
    capacity: Int(CURL_ERROR_SIZE))

  init() throws(TransportError) {
    easy = try EasyHandle()
  }

  deinit { unsafe errorText.deallocate() }

  /// The transfer of a handle, which `prepare` stored in it.
  static func owner(of handle: UnsafeMutableRawPointer) -> Transfer? {
    var context: UnsafeMutableRawPointer?
    let code = unsafe kr_getinfo_pointer(handle, CURLINFO_PRIVATE, &context)
    guard code == CURLE_OK, let context = unsafe context else { return nil }
    return unsafe from(context)
  }

  /// Prepares an exchange. `trust` must outlive the pool's connections.
  func prepare(
    _ exchange: Exchange, in pool: ConnectionPool, trusting trust: TrustStore?,
    within budget: ResponseBudget,
    at uptime: Duration
  ) throws(TransportError) {
    easy.reset()
    self.exchange = exchange
    self.pool = pool
    incoming = IncomingResponse(bodyLimit: exchange.limits.responseBytes, budget: budget)
    sendingBegan = false
    connectionWasKept = false
    begin = uptime
    unsafe errorText.initialize(repeating: 0)
    try setCallbacks()
    try setConnection(exchange, pool)
    try setTrust(trust)
    try setRequest(exchange.request)
  }

  /// Releases what the exchange used. The transfer must have been removed from the multi handle.
  func finish() -> Exchange? {
    defer {
      easy.leavePool()
      pool = nil
      exchange = nil
      incoming.drop()
      headers = HeaderList()
    }
    return exchange
  }

  /// When the next limit is reached; `nil` when there is none.
  ///
  /// libcurl has its own timers. But it loses one that becomes due while it works without reading
  /// the clock again, as happens in a process that is delayed for a moment, and would then wait for
  /// ever. So the loop calls it at this time.
  var due: Duration? {
    guard let limits = exchange?.limits else { return nil }
    let end = limits.deadline?.uptime
    return sendingBegan ? end : min(begin + limits.connect, end ?? .seconds(Int64.max))
  }

  // MARK: - Options

  private func setCallbacks() throws(TransportError) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe try easy.set(CURLOPT_PRIVATE, context)
    unsafe try easy.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText.baseAddress))
    unsafe try easy.set(CURLOPT_WRITEDATA, context)
    unsafe try easy.set(CURLOPT_WRITEFUNCTION, Self.takeBody)
    unsafe try easy.set(CURLOPT_HEADERDATA, context)
    unsafe try easy.set(CURLOPT_HEADERFUNCTION, Self.takeHeader)
    unsafe try easy.set(CURLOPT_PREREQDATA, context)
    unsafe try easy.setPrerequest(Self.beginSending)
  }

  private func setConnection(_ exchange: Exchange, _ pool: ConnectionPool) throws(TransportError) {
    unsafe try easy.set(CURLOPT_SHARE, pool.pointer)
    try easy.set(CURLOPT_NOSIGNAL, 1)
    try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // Zero would mean no limit.
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, exchange.limits.connect.milliseconds))
    if let deadline = exchange.limits.deadline {
      try easy.set(CURLOPT_TIMEOUT_MS, max(1, (deadline.uptime - begin).milliseconds))
    }
    try easy.set(CURLOPT_FRESH_CONNECT, exchange.limits.allowsKeptConnection ? 0 : 1)
    try easy.detachResolver()
    try setProxy(exchange.route.proxy(for: exchange.request))
  }

  /// Sets what libcurl would otherwise read from the environment.
  private func setProxy(_ proxy: Proxy?) throws(TransportError) {
    self.proxy = proxy
    try easy.set(CURLOPT_PROXY, proxy?.address ?? "")
    try easy.set(CURLOPT_NOPROXY, "")
    guard let proxy else { return }
    if let credentials = proxy.credentials {
      try easy.set(CURLOPT_PROXYUSERPWD, credentials.encoded)
    }
    try easy.set(CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    // A proxy's response to CONNECT is not the response to the request.
    try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }

  private func setTrust(_ trust: TrustStore?) throws(TransportError) {
    guard let trust else { return }
    try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    try easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    // Removes the certificates that libcurl was built to trust.
    unsafe try easy.set(CURLOPT_CAINFO, nil)
    unsafe try easy.set(CURLOPT_CAPATH, nil)
    try trust.install(in: easy)
  }

  private func setRequest(_ request: Request) throws(TransportError) {
    try easy.set(CURLOPT_URL, try request.url)
    // The path was signed as it is: libcurl must not normalise it.
    try easy.set(CURLOPT_PATH_AS_IS, 1)
    switch request.method {
    case .get: try easy.set(CURLOPT_HTTPGET, 1)
    case .post: try easy.setBody(request.body)
    case .put:
      // CURLOPT_UPLOAD would ask for the body piece by piece, and for an interim response before it is sent.
      try easy.setBody(request.body)
      try easy.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    default:
      throw TransportError(.invalidRequest, "The method \(request.method.rawValue) is unsupported.")
    }
    headers = try request.headerList()
    unsafe try easy.set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers.pointer))
  }

  // MARK: - Results

  /// How the exchange ended.
  func result(_ code: CURLcode) -> Result<Response, TransportError> {
    if let refusal = incoming.refusal {
      return .failure(TransportError(.malformedResponse, refusal))
    }
    guard code == CURLE_OK else { return .failure(failure(code)) }
    guard let response = incoming.response else {
      return .failure(TransportError(.malformedResponse, "The response has no header."))
    }
    guard incoming.saysWhereItEnds || exchange?.request.scheme != "https" else {
      return .failure(TransportError(.interrupted, "The response may have been cut off."))
    }
    return .success(response)
  }

  /// The failure of an exchange that is stopped.
  func stopped(_ reason: String) -> TransportError {
    TransportError(sendingBegan ? .cancelled : .unreachable, reason)
  }

  private func failure(_ code: CURLcode) -> TransportError {
    if sendingBegan { return failure(afterSending: code) }
    guard proxy == nil else {
      return TransportError(throughProxy: code, status: easy.connectStatus)
    }
    return TransportError(.init(beforeSending: code), text(code))
  }

  private func failure(afterSending code: CURLcode) -> TransportError {
    // libcurl was not allowed to send the request again.
    let isSecondSending = code == CURLE_ABORTED_BY_CALLBACK
    let kind = TransportError.Kind(afterSending: code)
    return TransportError(
      kind, isSecondSending ? "The connection died before a response came." : text(code),
      wasStaleConnection: kind == .interrupted && connectionWasKept && !incoming.hasBegun)
  }

  /// libcurl's message for a failure. With a proxy it has no details, which may contain the proxy's
  /// address.
  private func text(_ code: CURLcode) -> String {
    guard proxy == nil else { return code.words }
    let detail = unsafe errorText.baseAddress.map { unsafe String(cString: $0) } ?? ""
    return detail.isEmpty ? code.words : detail
  }

  // MARK: - Callbacks

  /// Called each time a connection is ready for the request.
  ///
  /// When a kept connection dies, libcurl would send the request again by itself. This function
  /// forbids it: only the caller knows whether that does harm.
  private func mayBeginSending() -> Bool {
    guard !sendingBegan else { return false }
    sendingBegan = true
    connectionWasKept = easy.connectionsMade == 0
    return true
  }

  private func receiveHeader(_ line: [UInt8]) -> Bool { incoming.addHeader(line) }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe incoming.addBody(bytes)
  }

  private static func from(_ context: UnsafeMutableRawPointer) -> Transfer {
    unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  private static let takeBody: DataCallback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe Transfer.from(context).receiveBody(buffer) ? size * count : 0
  }

  private static let takeHeader: DataCallback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe Transfer.from(context).receiveHeader(Array(buffer)) ? size * count : 0
  }

  private static let beginSending: PrerequestCallback = { context, _, _, _, _ in
    guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
    let may = unsafe Transfer.from(context).mayBeginSending()
    return may ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }
}
