// SPDX-License-Identifier: Apache-2.0
public import AWSClient
public import HTTP
public import Identifiers
public import KeyReminder
public import S3

/// The records of one distributed run: objects of a bucket, under `runs/` and the run's id. Each is
/// written once.
public struct RunRecords<Service: AWSCalling>: Sendable {
  private let s3: Service
  private let bucket: Bucket
  private let run: RunID
  private let deadline: Deadline

  /// Creates the records of `run`, which are read and written by `deadline`.
  public init(s3: Service, bucket: Bucket, run: RunID, deadline: Deadline) {
    self.s3 = s3
    self.bucket = bucket
    self.run = run
    self.deadline = deadline
  }

  /// The key of a record in the bucket: `runs/r1/plan.json`.
  public func key(of name: RunRecordName) -> String { "runs/\(run)/\(name).json" }

  /// Writes a record.
  ///
  /// - Returns: `false` when there was one of this name already, which is as it was.
  public func write(
    _ record: [UInt8], as name: RunRecordName
  ) async throws(ServiceFailure) -> Bool {
    let operation = PutObject(
      bucket: bucket, key: key(of: name), body: record, contentType: "application/json")
    do throws(AWSError) {
      return try await s3.call(operation, by: deadline) == .written
    } catch {
      throw ServiceFailure(error, during: .writeRecord)
    }
  }

  /// Reads a record; `nil` when there is none of this name.
  public func read(_ name: RunRecordName) async throws(ServiceFailure) -> [UInt8]? {
    do throws(AWSError) {
      return try await s3.call(GetObject(bucket: bucket, key: key(of: name)), by: deadline)
    } catch {
      throw ServiceFailure(error, during: .readRecord)
    }
  }
}

/// Which record of a run.
public enum RunRecordName: Sendable, Hashable, CustomStringConvertible {
  /// What is to be done: the accounts, and the time from which ages are counted.
  case plan
  /// What the scans of the accounts are to be started with.
  case chunks
  /// What was found in one account.
  case account(AccountID)
  /// What one turn of sending mails did; 1 for the first.
  case turn(Int)

  /// The last part of the object's key, without `.json`.
  public var description: String {
    switch self {
    case .plan: "plan"
    case .chunks: "chunks"
    case .account(let id): "accounts/\(id)"
    case .turn(let number): "turns/\(number)"
    }
  }
}
