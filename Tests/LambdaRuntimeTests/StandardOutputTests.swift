// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TestSupport

@testable import LambdaRuntime

@Suite(.limited) struct StandardOutputTests {
  /// A signal ends the wait for space in a full pipe: the write returns after a part.
  @Test("22: a line is written whole, even in parts")
  func writtenInParts() async {
    await #expect(processExitsWith: .success) {
      var ends: [CInt] = [0, 0]
      precondition(unsafe pipe(&ends) == 0 && dup2(ends[1], 1) == 1 && close(ends[1]) == 0)
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in }
      precondition(unsafe sigaction(SIGUSR1, &action, nil) == 0)
      // The threads of tests block signals.
      var signals = sigset_t()
      precondition(unsafe sigemptyset(&signals) == 0 && sigaddset(&signals, SIGUSR1) == 0)
      precondition(unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil) == 0)
      let reader = InterruptingReader(of: ends[0], from: pthread_self())
      let line = String(repeating: "0123456789abcdef", count: 20_000)
      precondition(StandardOutput.isWritten(line))
      // Ends the pipe, and leaves descriptor 1 to no other thread.
      precondition(unsafe dup2(open("/dev/null", O_RDONLY), 1) == 1)
      precondition(reader.text() == line + "\n")
    }
  }
}

/// Reads a pipe to its end, after it has sent the writer a signal in the middle of a write.
private final class InterruptingReader: Sendable {
  private let bytes = Transcript<UInt8>()
  private let isDone = Gate()

  init(of pipe: CInt, from writer: pthread_t) {
    Thread.detachNewThread { [self] in
      var output = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
      while unsafe poll(&output, 1, 0) == 1 {}
      pthread_kill(writer, SIGUSR1)
      var byte: UInt8 = 0
      while unsafe read(pipe, &byte, 1) == 1 { bytes.add(byte) }
      isDone.open()
    }
  }

  func text() -> String {
    isDone.wait()
    return String(decoding: bytes.items, as: UTF8.self)
  }
}
