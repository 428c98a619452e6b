// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
public import Testing

/// The time limit that every suite has: `@Suite(.limited)`.
///
/// A test that hangs ends the whole run, with a line that names it. Swift Testing's own `timeLimit`
/// cancels the test's task and then waits for it, and a thread in a blocking call or a loop that
/// has lost its timer does not hear of that.
public struct TimeLimit: SuiteTrait, TestTrait, TestScoping {
  /// Many times what the whole run takes on a busy machine, for all tests begin at once.
  private static let patience = Duration.seconds(300)

  /// Each test of the suite is watched by itself.
  public let isRecursive = true

  /// Runs a test, watched; a suite as such takes as long as its tests do.
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    let watch = Watchdog.shared.begin("\(test.id)", for: Self.patience)
    defer { Watchdog.shared.end(watch) }
    try await function()
  }
}

extension Trait where Self == TimeLimit {
  /// Ends the run when a test of the suite hangs.
  public static var limited: Self { TimeLimit() }
}

/// Ends the process, and with it what it has started, when something takes too long.
public final class Watchdog: Sendable {
  private struct State {
    var watched: [Int: (name: String, end: ContinuousClock.Instant)] = [:]
    var lastID = 0
    var isAwake = false
  }

  /// The one of this process.
  public static let shared = Watchdog()
  private let state = Mutex(State())

  /// Begins to watch; ``end(_:)`` must follow within `duration`.
  public func begin(_ name: String, for duration: Duration) -> Int {
    state.withLock { state in
      state.lastID += 1
      state.watched[state.lastID] = (name, .now + duration)
      if !state.isAwake { Thread.detachNewThread { self.watch() } }
      state.isAwake = true
      return state.lastID
    }
  }

  /// Ends a watch.
  public func end(_ id: Int) { state.withLock { $0.watched[id] = nil } }

  private func watch() -> Never {
    while true {
      let late = state.withLock { state in state.watched.values.first { $0.end <= .now } }
      if let late { endProcess(because: late.name) }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  private func endProcess(because name: String) -> Never {
    FileHandle.standardError.write(Data("✘ It hangs, and the run ends here: \(name)\n".utf8))
    for child in children { kill(child, SIGKILL) }
    _exit(EXIT_FAILURE)
  }

  /// The processes of exit tests: left alone, they would keep the run's output open.
  private var children: [pid_t] {
    let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
    return (threads ?? []).flatMap { thread in
      let list = try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)
      return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
    }
  }
}
