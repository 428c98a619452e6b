// SPDX-License-Identifier: Apache-2.0
import Identifiers
import Synchronization
import TestSupport
import UTC

@testable import KeyReminder

/// A ledger in memory that runs of a test share, with what goes wrong with it.
final class SampleLedger: Ledger {
  private let memory: Mutex<MemoryLedger>
  /// What reading answers instead.
  let readFault: ServiceFailure?
  /// What the claim of the reminder to this address answers instead.
  let claimFaults: [String: ServiceFailure]
  /// What the record of its outcome answers instead.
  let recordFaults: [String: ServiceFailure]
  /// What pruning, reading the lines of runs, and writing one answer instead.
  let pruneFault: ServiceFailure?
  let pastRunsFault: ServiceFailure?
  let noteFault: ServiceFailure?
  /// Lines of runs that stand before the real ones.
  let oddRuns: [PastRun]
  /// What was asked: `claim a@x.org`.
  let asked = Transcript<String>()
  /// What was asked about the progress: `prune a@x.org`.
  let progressAsked = Transcript<String>()

  init(
    _ records: [String: LedgerRecord] = [:], readFault: ServiceFailure? = nil,
    claimFaults: [String: ServiceFailure] = [:], recordFaults: [String: ServiceFailure] = [:],
    pruneFault: ServiceFailure? = nil, pastRunsFault: ServiceFailure? = nil,
    noteFault: ServiceFailure? = nil, oddRuns: [PastRun] = []
  ) {
    memory = Mutex(
      MemoryLedger(
        Dictionary(uniqueKeysWithValues: records.map { (LedgerID($0.key), $0.value) })))
    self.readFault = readFault
    self.claimFaults = claimFaults
    self.recordFaults = recordFaults
    self.pruneFault = pruneFault
    self.pastRunsFault = pastRunsFault
    self.noteFault = noteFault
    self.oddRuns = oddRuns
  }

  /// What the ledger says of an address.
  subscript(address: String) -> LedgerRecord? {
    memory.withLock { $0.records[LedgerID(address)] }
  }

  /// Puts something in the place of an address, as a run that overlaps would.
  func put(_ record: LedgerRecord, for address: String) {
    memory.withLock { $0.put(record, for: LedgerID(address)) }
  }

  func ids(of recipients: [EmailAddress]) throws(ServiceFailure) -> [LedgerID] {
    recipients.map { LedgerID($0.description.lowercased()) }
  }

  func id(of recipients: [EmailAddress], tick: String) throws(ServiceFailure) -> LedgerID {
    LedgerID("mail \(tick)")
  }

  func records() async throws(ServiceFailure) -> [LedgerID: LedgerRecord] {
    asked.add("read")
    if let readFault { throw readFault }
    return memory.withLock { $0.records }
  }

  func claim(_ claim: Claim) async throws(ServiceFailure) -> ClaimResponse {
    asked.add("claim \(claim.id)")
    if let fault = claimFaults[claim.id.description] { throw fault }
    return memory.withLock { $0.claim(claim) }
  }

  func record(
    _ outcome: ReminderOutcome, of claim: Claim
  ) async throws(ServiceFailure) -> RecordResponse {
    asked.add("record \(outcome.state) \(claim.id)")
    if let fault = recordFaults[claim.id.description] { throw fault }
    return memory.withLock { $0.record(outcome, of: claim) }
  }

  /// The lines of runs.
  var runs: [RunLine] { memory.withLock { $0.runs } }

  func prune(_ pruning: Pruning) async throws(ServiceFailure) -> PruningResponse {
    progressAsked.add("prune \(pruning.id)")
    if let pruneFault { throw pruneFault }
    return memory.withLock { $0.prune(pruning) }
  }

  func pastRuns(atMost limit: Int) async throws(ServiceFailure) -> [PastRun] {
    progressAsked.add("past runs")
    if let pastRunsFault { throw pastRunsFault }
    return Array((oddRuns + memory.withLock { $0.pastRuns }).prefix(limit))
  }

  func note(_ run: RunLine) async throws(ServiceFailure) {
    progressAsked.add("note")
    if let noteFault { throw noteFault }
    memory.withLock { $0.note(run) }
  }
}

extension LedgerRecord {
  /// An entry of a claim that was made so many days ago, of a period of three days.
  static func sample(
    _ state: LedgerEntry.State, daysAgo: Double, keys: [LedgerKey: KeyHistory] = [:]
  ) -> LedgerRecord {
    let claimedAt = AccountSample.now + .seconds(-86_400 * daysAgo)
    return .entry(
      LedgerEntry(
        state: state, nonce: "somebody's", claimedAt: claimedAt,
        nextAt: claimedAt + ClaimPeriod(days: 3).gap,
        sentAt: state == .sent ? claimedAt : nil, keys: keys))
  }
}
