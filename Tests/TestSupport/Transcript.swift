// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Records values in order: the lines of a log, the steps of a run.
public final class Transcript<Item: Sendable>: Sendable {
  private let said = Mutex<[Item]>([])

  /// Creates an empty transcript.
  public init() {}

  /// All that was said.
  public var items: [Item] { said.withLock { $0 } }

  /// Notes one thing more.
  public func add(_ item: Item) { said.withLock { $0.append(item) } }
}
