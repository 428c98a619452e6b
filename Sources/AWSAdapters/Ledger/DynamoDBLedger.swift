// SPDX-License-Identifier: Apache-2.0
public import AWSClient
import DynamoDB
public import HTTP
public import Identifiers
public import KeyReminder
import SigV4

/// A deployment's place in a table: the table has the keys `scope` and `id`.
public struct LedgerTable: Sendable, Equatable {
  /// The table's name.
  public let name: String
  /// The partition of this deployment.
  public let scope: String

  /// Names a table and a partition in it.
  public init(name: String, scope: String) {
    self.name = name
    self.scope = scope
  }

  /// The partition of runs whose mails are redirected: they use up nobody's period.
  public var redirected: LedgerTable { LedgerTable(name: name, scope: scope + ":redirect") }
}

/// By when what is asked of the ledger must end.
public struct LedgerDeadlines: Sendable {
  /// What is known is read by then, which is later than the users are: those who were read are mailed.
  let reading: Deadline
  /// Claims are made by then: a mail must still follow.
  let claims: Deadline
  /// Outcomes are recorded by then, which is later than the last mail ends.
  let records: Deadline
  /// What became of the keys is noted by then: the report to the admins must still follow.
  let progress: Deadline

  /// Creates deadlines.
  public init(reading: Deadline, claims: Deadline, records: Deadline, progress: Deadline) {
    self.reading = reading
    self.claims = claims
    self.records = records
    self.progress = progress
  }
}

/// A table of DynamoDB as the domain's ledger.
public struct DynamoDBLedger<Service: AWSCalling>: Ledger {
  let dynamoDB: Service
  let table: LedgerTable
  let deadlines: LedgerDeadlines

  /// Creates a ledger.
  public init(dynamoDB: Service, table: LedgerTable, deadlines: LedgerDeadlines) {
    self.dynamoDB = dynamoDB
    self.table = table
    self.deadlines = deadlines
  }

  /// `P#` and the first 32 hexadecimal digits of the SHA-256 of the address in lower case.
  public func ids(of recipients: [EmailAddress]) throws(ServiceFailure) -> [LedgerID] {
    try hashes(of: recipients.map(\.description)).map { LedgerID(LedgerItem.person + $0) }
  }

  /// `M#`, the same of all addresses, separated by spaces, and the tick.
  public func id(
    of recipients: [EmailAddress], tick: String
  ) throws(ServiceFailure) -> LedgerID {
    let addresses = recipients.map(\.description).joined(separator: " ")
    let hash = try hashes(of: [addresses]).joined()
    return LedgerID("\(LedgerItem.mail)\(hash)#\(tick)")
  }

  private func hashes(of texts: [String]) throws(ServiceFailure) -> [String] {
    do throws(SigningError) {
      let sha256 = try SHA256()
      return try texts.map { text throws(SigningError) in
        String(try sha256.hash(Array(text.lowercased().utf8)).hexadecimal.prefix(32))
      }
    } catch {
      throw ServiceFailure(step: .readLedger, problem: .invalidRequest(reason: "\(error)"))
    }
  }

  /// Everything under the scope that is about a recipient.
  public func records() async throws(ServiceFailure) -> [LedgerID: LedgerRecord] {
    var pages = Paginator(LedgerItem.query(of: table))
    var records: [LedgerID: LedgerRecord] = [:]
    do throws(AWSError) {
      while let page = try await pages.next(from: dynamoDB, by: deadlines.reading) {
        for item in page { try LedgerItem.add(item, to: &records) }
      }
      return records
    } catch {
      throw ServiceFailure(error, during: .readLedger)
    }
  }

  /// Writes a claim, under its condition.
  public func claim(_ claim: Claim) async throws(ServiceFailure) -> ClaimResponse {
    do throws(AWSError) {
      switch try await dynamoDB.call(LedgerItem.claim(claim, in: table), by: deadlines.claims) {
      case .written: return .claimed
      case .conditionFailed(let item): return .refused(LedgerItem.record(of: item))
      }
    } catch {
      throw ServiceFailure(error, during: .claimReminder)
    }
  }

  /// Writes an outcome, when the claim is still there.
  public func record(
    _ outcome: ReminderOutcome, of claim: Claim
  ) async throws(ServiceFailure) -> RecordResponse {
    let operation = LedgerItem.outcome(outcome, of: claim, in: table)
    do throws(AWSError) {
      switch try await dynamoDB.call(operation, by: deadlines.records) {
      case .written: return .recorded
      case .conditionFailed(let item): return .refused(LedgerItem.record(of: item))
      }
    } catch {
      throw ServiceFailure(error, during: .recordOutcome)
    }
  }
}
