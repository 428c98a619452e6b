// SPDX-License-Identifier: Apache-2.0
import AWSClient
import DynamoDB
public import KeyReminder
import UTC

// What became of the keys, and the lines of runs.
extension DynamoDBLedger {
  /// Writes the keys that stay, when nobody has written the item since it was read.
  public func prune(_ pruning: Pruning) async throws(ServiceFailure) -> PruningResponse {
    do throws(AWSError) {
      switch try await dynamoDB.call(LedgerItem.pruning(pruning, in: table), by: deadlines.progress)
      {
      case .written: return .pruned
      case .conditionFailed(let item): return .refused(LedgerItem.record(of: item))
      }
    } catch {
      throw ServiceFailure(error, during: .pruneLedger)
    }
  }

  /// The lines of earlier runs under the scope: one page, however many there are.
  public func pastRuns(atMost limit: Int) async throws(ServiceFailure) -> [PastRun] {
    do throws(AWSError) {
      let page = try await dynamoDB.call(
        LedgerItem.pastRuns(of: table, atMost: limit), by: deadlines.progress)
      return page.items.map { LedgerItem.pastRun($0) }
    } catch {
      throw ServiceFailure(error, during: .readPastRuns)
    }
  }

  /// Writes the line, whatever stands there: its name is the run's own.
  public func note(_ run: RunLine) async throws(ServiceFailure) {
    do throws(AWSError) {
      _ = try await dynamoDB.call(LedgerItem.line(run, in: table), by: deadlines.records)
    } catch {
      throw ServiceFailure(error, during: .recordRun)
    }
  }
}

extension LedgerItem {
  /// The write of the keys that stay, which is refused when somebody has written the item since.
  static func pruning(_ pruning: Pruning, in table: LedgerTable) -> UpdateItem {
    var update = "SET nonce = :nonce, #keys = :keys"
    var values: Attributes = [
      ":nonce": .string(pruning.nonce.description), ":keys": .histories(pruning.rest),
      ":readNonce": .string(pruning.read.nonce), ":readState": .state(pruning.read.state),
    ]
    if let expiresAt = pruning.expiresAt {
      update += ", expiresAt = :expires"
      values[":expires"] = .seconds(expiresAt)
    }
    return UpdateItem(
      table: table.name, key: key(pruning.id, table), update: update,
      condition: "nonce = :readNonce AND #state = :readState",
      names: ["#state": "state", "#keys": "keys"], values: values)
  }

  /// The write of a run's line. Its figures are a map: no name of one is a reserved word there.
  static func line(_ run: RunLine, in table: LedgerTable) -> UpdateItem {
    UpdateItem(
      table: table.name, key: key(LedgerID("\(Self.run)\(run.at)#\(run.nonce)"), table),
      update: "SET #at = :at, #tick = :tick, #complete = :complete, #counted = :counted,"
        + " #totals = :totals, expiresAt = :expires",
      names: [
        "#at": "at", "#tick": "tick", "#complete": "complete", "#counted": "counted",
        "#totals": "totals",
      ],
      values: [
        ":at": .seconds(run.at), ":tick": .string(run.tick),
        ":complete": .integer(run.isComplete ? 1 : 0),
        ":counted": .integer(run.hasCounted ? 1 : 0),
        ":totals": .map(run.totals.mapValues(AttributeValue.integer)),
        ":expires": .seconds(run.expiresAt),
      ])
  }
}
