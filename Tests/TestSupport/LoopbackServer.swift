// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 that does with each connection what the test's script says, and keeps what
/// it received, byte for byte.
public final class LoopbackServer: Sendable {
  /// What happens on one connection; it is closed when the script ends.
  public typealias Script = @Sendable (LoopbackConnection) -> Void

  private struct State {
    var connections = 0
    var requests: [[UInt8]] = []
  }

  /// Where it listens.
  public let port: UInt16
  private let listener: CInt
  private let state = Mutex(State())

  /// Starts to listen; the n-th connection plays the n-th script, and all after it the last one.
  ///
  /// - Parameters:
  ///   - identity: the name of the certificate it shows; `nil` for plain HTTP.
  ///   - newest: the newest version of TLS that it speaks.
  public init(
    identity: String? = nil, newest: TLSVersion = .current, _ scripts: Script...
  ) throws {
    // OpenSSL writes without MSG_NOSIGNAL.
    _ = signal(SIGPIPE, SIG_IGN)
    (listener, port) = try Self.listen()
    let context = try identity.map { try TLSIdentity($0, newest: newest) }
    Thread.detachNewThread { [self, listener] in
      while true {
        let socket = accept(listener, nil, nil)
        // Linux takes the descriptor before it waits: a test that holds them all must not end this.
        if socket < 0 && errno == EMFILE { continue }
        guard socket >= 0 else { return }
        let number = state.withLock {
          $0.connections += 1; return $0.connections
        }
        guard let script = scripts.dropFirst(number - 1).first ?? scripts.last else { return }
        Thread.detachNewThread { [self] in
          serve(LoopbackConnection(socket, number: number) { self.note($0) }, context, script)
        }
      }
    }
  }

  /// Stops to listen; connections that are open go on. The port stays this server's, and refuses.
  public func stop() {
    shutdown(listener, CInt(SHUT_RDWR))
  }

  /// Host and port.
  public var authority: String { "127.0.0.1:\(port)" }

  /// How many connections were accepted.
  public var connections: Int { state.withLock { $0.connections } }

  /// Every request that arrived whole, in its order.
  public var requests: [[UInt8]] { state.withLock { $0.requests } }

  /// Every request as text.
  public var texts: [String] { requests.map { String(decoding: $0, as: UTF8.self) } }

  private func note(_ request: [UInt8]) { state.withLock { $0.requests.append(request) } }

  private func serve(_ connection: LoopbackConnection, _ identity: TLSIdentity?, _ script: Script) {
    defer { connection.close() }
    if let identity {
      guard connection.shakeHands(as: identity) else { return }
    }
    script(connection)
  }

  /// A port that refuses every connection: a socket that does not listen keeps it for as long as
  /// the process lives, for a server of another test might get it otherwise.
  public static func deadPort() throws -> UInt16 {
    try bind(port: 0).port
  }

  /// The system takes a port that it has chosen away when the socket stops listening, but not a
  /// port that was requested by its number. So a free port is found first and then requested;
  /// another process may be quicker.
  static func listen(backlog: CInt = 128) throws -> (socket: CInt, port: UInt16) {
    while true {
      let found = try bind(port: 0)
      close(found.socket)
      guard let own = try? bind(port: found.port) else { continue }
      guard Glibc.listen(own.socket, backlog) == 0 else { throw lastError }
      return own
    }
  }

  private static func bind(port: UInt16) throws -> (socket: CInt, port: UInt16) {
    let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    var address = loopback(port: port)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.bind(socket, $0, size) | getsockname(socket, $0, &size)
      }
    }
    guard status == 0 else {
      defer { close(socket) }
      throw lastError
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  static func connect(_ socket: CInt, to port: UInt16) -> CInt {
    var address = loopback(port: port)
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    return address
  }
}
