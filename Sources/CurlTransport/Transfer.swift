// SPDX-License-Identifier: Apache-2.0
internal import CCurl
internal import HTTP

/// One exchange as libcurl sees it: the handle, what it sends from and what it receives into.
///
/// A class, for libcurl's callbacks hold a pointer to it. The driver keeps it alive.
@safe
final class Transfer {
  let easy: EasyHandle
  private var order: Order?
  private var pool: ConnectionPool?
  /// What the request goes through.
  private var proxy: Proxy?
  private var answer = Answer(bodyLimit: 0)
  private var headers = HeaderList()
  /// From then on the server may have the request.
  private var sendingBegan = false
  /// Whether the connection on which sending began had served an earlier request.
  private var connectionWasKept = false
  private var begin = Duration.zero
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

  /// Sets the exchange up; `trust` must outlive the pool's connections.
  func prepare(
    _ order: Order, in pool: ConnectionPool, trusting trust: TrustStore?,
    within budget: ResponseBudget,
    at uptime: Duration
  ) throws(TransportError) {
    easy.reset()
    self.order = order
    self.pool = pool
    answer = Answer(bodyLimit: order.limits.responseBytes, budget: budget)
    sendingBegan = false
    connectionWasKept = false
    begin = uptime
    unsafe errorText.initialize(repeating: 0)
    try setCallbacks()
    try setConnection(order, pool)
    try setTrust(trust)
    try setRequest(order.request)
  }

  /// Lets go of what the exchange held; the multi handle has let go of the transfer before.
  func finish() -> Order? {
    defer {
      easy.leavePool()
      pool = nil
      order = nil
      answer.drop()
      headers = HeaderList()
    }
    return order
  }

  /// When the next limit is reached; `nil` when there is none.
  ///
  /// libcurl has timers of its own. But it drops one that comes due while it is at work without
  /// having looked at the clock again, as happens to a process that is held up for a moment, and
  /// would then wait for ever. Whoever waits for libcurl must look after it at this time.
  var due: Duration? {
    guard let limits = order?.limits else { return nil }
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

  private func setConnection(_ order: Order, _ pool: ConnectionPool) throws(TransportError) {
    unsafe try easy.set(CURLOPT_SHARE, pool.pointer)
    try easy.set(CURLOPT_NOSIGNAL, 1)
    try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // Zero would mean no limit.
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, order.limits.connect.milliseconds))
    if let deadline = order.limits.deadline {
      try easy.set(CURLOPT_TIMEOUT_MS, max(1, (deadline.uptime - begin).milliseconds))
    }
    try easy.set(CURLOPT_FRESH_CONNECT, order.limits.allowsKeptConnection ? 0 : 1)
    try easy.detachResolver()
    try setProxy(order.route.proxy(for: order.request))
  }

  /// Says what libcurl would otherwise read in the environment.
  private func setProxy(_ proxy: Proxy?) throws(TransportError) {
    self.proxy = proxy
    try easy.set(CURLOPT_PROXY, proxy?.address ?? "")
    try easy.set(CURLOPT_NOPROXY, "")
    guard let proxy else { return }
    if let credentials = proxy.credentials {
      try easy.set(CURLOPT_PROXYUSERPWD, credentials.encoded)
    }
    try easy.set(CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    // A proxy's answer to CONNECT is none to the request.
    try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }

  private func setTrust(_ trust: TrustStore?) throws(TransportError) {
    guard let trust else { return }
    try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    try easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    // Whatever libcurl was built to trust.
    unsafe try easy.set(CURLOPT_CAINFO, nil)
    unsafe try easy.set(CURLOPT_CAPATH, nil)
    try trust.install(in: easy)
  }

  private func setRequest(_ request: Request) throws(TransportError) {
    try easy.set(CURLOPT_URL, try request.url)
    // The path is signed as it stands: libcurl must not tidy it.
    try easy.set(CURLOPT_PATH_AS_IS, 1)
    switch request.method {
    case .get: try easy.set(CURLOPT_HTTPGET, 1)
    case .post: try easy.setBody(request.body)
    default:
      throw TransportError(.invalidRequest, "The method \(request.method.rawValue) is not spoken.")
    }
    headers = try request.headerList()
    unsafe try easy.set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers.pointer))
  }

  // MARK: - Results

  /// How the exchange ended.
  func result(_ code: CURLcode) -> Result<Response, TransportError> {
    if let complaint = answer.complaint {
      return .failure(TransportError(.malformedAnswer, complaint))
    }
    guard code == CURLE_OK else { return .failure(failure(code)) }
    guard let response = answer.response else {
      return .failure(TransportError(.malformedAnswer, "The answer has no head."))
    }
    guard answer.saysWhereItEnds || order?.request.scheme != "https" else {
      return .failure(TransportError(.interrupted, "The answer may have been cut off."))
    }
    return .success(response)
  }

  /// The failure of an exchange that somebody stops.
  func withdrawn(_ reason: String) -> TransportError {
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
    // libcurl was not let send the request again.
    let isSecondSending = code == CURLE_ABORTED_BY_CALLBACK
    let kind = TransportError.Kind(afterSending: code)
    return TransportError(
      kind, isSecondSending ? "The connection died before a response came." : text(code),
      wasStaleConnection: kind == .interrupted && connectionWasKept && !answer.hasBegun)
  }

  /// What libcurl says of a failure; without its details, which may name the proxy, where there is one.
  private func text(_ code: CURLcode) -> String {
    guard proxy == nil else { return code.words }
    let detail = unsafe errorText.baseAddress.map { unsafe String(cString: $0) } ?? ""
    return detail.isEmpty ? code.words : detail
  }

  // MARK: - Callbacks

  /// Asked each time a connection is ready to carry the request.
  ///
  /// libcurl would send a request again by itself when a connection dies that served another one
  /// before. This is where it is told not to: nobody but the caller knows whether that is harmless.
  private func mayBeginSending() -> Bool {
    guard !sendingBegan else { return false }
    sendingBegan = true
    connectionWasKept = easy.connectionsMade == 0
    return true
  }

  private func receiveHeader(_ line: [UInt8]) -> Bool { answer.addHeader(line) }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe answer.addBody(bytes)
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
