// SPDX-License-Identifier: Apache-2.0
import COpenSSL
import Foundation
import Glibc
import Synchronization

/// One connection of a ``LoopbackServer``, in the hands of its script: blocking reads and writes.
@safe
public final class LoopbackConnection {
  /// Which one it is, from 1.
  public let number: Int
  private let socket: CInt
  private let note: ([UInt8]) -> Void
  private var tls: OpaquePointer?
  private var received: [UInt8] = []
  private var isOpen = true

  init(_ socket: CInt, number: Int, note: @escaping ([UInt8]) -> Void) {
    (self.socket, self.number, self.note) = (socket, number, note)
  }

  /// Waits for a whole request (head, and a body of `Content-Length`) and notes it; `nil` when the
  /// client closes before.
  @discardableResult
  public func readRequest() -> [UInt8]? {
    while true {
      if let end = endOfRequest {
        let request = Array(received[..<end])
        received.removeFirst(end)
        note(request)
        return request
      }
      guard readMore() else { return nil }
    }
  }

  /// Waits until the client has closed, and throws away what it sends until then.
  public func waitForClose() { while readMore() {} }

  /// Waits until the client has sent something, and leaves it unread in the socket: a connection
  /// that is closed so ends with RST.
  public func waitForBytes() {
    var byte: UInt8 = 0
    _ = unsafe recv(socket, &byte, 1, CInt(MSG_PEEK))
  }

  /// Sends bytes; ignores a client that has closed the connection.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(Array(rest))
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends text.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Whether the client went on with an earlier TLS session.
  public var isResumed: Bool { unsafe tls.map { unsafe SSL_session_reused($0) == 1 } ?? false }

  /// Whether the client can still be written to.
  public var isConnected: Bool {
    var byte: UInt8 = 0
    let count = unsafe recv(socket, &byte, 1, CInt(MSG_PEEK) | CInt(MSG_DONTWAIT))
    return count > 0 || (count < 0 && errno == EAGAIN)
  }

  /// Sends a whole response.
  public func respond(_ status: String = "200 OK", _ body: String = "", fields: [String] = []) {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
    send(lines.map { "\($0)\r\n" }.joined() + "\r\n" + body)
  }

  /// Sends the same response to every request until the client closes.
  public func respondToAll(_ body: String = "") {
    while readRequest() != nil { respond("200 OK", body) }
  }

  /// Goes on over TLS, as a server behind a proxy does; `false` when the client does not.
  public func secure(as identity: String) -> Bool {
    guard let identity = try? TLSIdentity(identity, newest: .current) else { return false }
    return shakeHands(as: identity)
  }

  /// Ends the connection with RST, not FIN.
  public func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    cut()
  }

  /// Closes the socket without the goodbye of TLS.
  public func cut() {
    isOpen = false
    Glibc.close(socket)
  }

  /// Ends the connection with FIN; a second call does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    if let tls = unsafe tls { _ = unsafe SSL_shutdown(tls) }
    Glibc.close(socket)
  }

  deinit { unsafe SSL_free(tls) }

  func shakeHands(as identity: TLSIdentity) -> Bool {
    unsafe tls = identity.session(on: socket)
    guard let tls = unsafe tls else { return false }
    return unsafe SSL_accept(tls) == 1
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count =
      if let tls = unsafe tls { Int(unsafe SSL_read(tls, &buffer, CInt(buffer.count))) } else {
        unsafe recv(socket, &buffer, buffer.count, 0)
      }
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }

  private func write(_ bytes: [UInt8]) -> Int {
    if let tls = unsafe tls { return Int(unsafe SSL_write(tls, bytes, CInt(bytes.count))) }
    return unsafe Glibc.send(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  private var endOfRequest: Int? {
    guard let gap = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: received[..<gap.lowerBound], as: UTF8.self).lowercased()
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) }
    let end = gap.upperBound + (length ?? 0)
    return received.count >= end ? end : nil
  }
}
