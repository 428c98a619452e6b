// SPDX-License-Identifier: Apache-2.0
import Glibc

/// An address on this machine that neither accepts nor refuses: its queue is full.
public final class BlackHole: Sendable {
  private let listener: CInt
  private let fillers: [CInt]
  /// Host and port.
  public let authority: String

  /// Fills the queue of a listener that never accepts.
  public init() throws {
    let (listener, port) = try LoopbackServer.listen(backlog: 0)
    self.listener = listener
    authority = "127.0.0.1:\(port)"
    fillers = (1...4).map { _ in
      let filler = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
      _ = LoopbackServer.connect(filler, to: port)
      return filler
    }
  }

  deinit { for socket in fillers + [listener] { close(socket) } }
}
