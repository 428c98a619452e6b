// SPDX-License-Identifier: Apache-2.0
public import Logging
public import UTC

/// Writes each log entry as one line on standard output, in the format that Lambda's settings ask
/// for.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
public struct LogWriter: LogHandler {
  /// The format of a line.
  public enum Format: Sendable {
    /// For people.
    case text
    /// One JSON object with `timestamp`, `level`, `message` and the fields.
    case json
  }

  /// The fields of every line.
  public var metadata: Logger.Metadata = [:]
  /// Lines below this level are not written.
  public var logLevel: Logger.Level
  private let format: Format
  private let change: (@Sendable (String) -> String)?
  private let now: @Sendable () -> Timestamp
  private let write: @Sendable (String) -> Void

  /// Creates a writer from the variables that Lambda sets.
  ///
  /// - Parameters:
  ///   - format: `AWS_LAMBDA_LOG_FORMAT`: JSON in any case, everything else is text.
  ///   - level: `AWS_LAMBDA_LOG_LEVEL`: TRACE to FATAL in any case, everything else is INFO.
  ///   - change: changes each message and each text of a field before it is written; `nil` for
  ///     none.
  ///   - now: the time of a line.
  ///   - write: takes a whole line.
  public init(
    format: String?, level: String?, change: (@Sendable (String) -> String)? = nil,
    now: @escaping @Sendable () -> Timestamp = { .now },
    write: @escaping @Sendable (String) -> Void = StandardOutput.write
  ) {
    self.format = format?.uppercased() == "JSON" ? .json : .text
    self.logLevel = Logger.Level(lambdaName: level) ?? .info
    self.change = change
    self.now = now
    self.write = write
  }

  /// A field of every line.
  public subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes one entry.
  public func log(event: LogEvent) {
    var entry = LogEntry(
      time: now(), level: event.level.lambdaName, message: event.message.description,
      fields: metadata.merging(event.metadata ?? [:]) { $1 })
    if let change { entry = entry.changed(by: change) }
    write(format == .json ? entry.json : entry.text)
  }
}
