// SPDX-License-Identifier: Apache-2.0
import AWSXML
public import Identifiers
public import UTC

// CredentialReport: what an account's credential report says about the age of access keys. It is hours
// old and shows two keys of a user at most, so it may only ever exclude a user whose keys need not be read.
// Every oddity leads to reading them.

/// Why a report cannot be used.
public enum CredentialReportError: Error, Sendable, Equatable {
  /// It is not a report, or was damaged.
  case malformed(String)
  /// It is so old that keys made since may be due, or it is from the future.
  case tooOld
}

/// The users whose keys need not be read.
public struct CredentialReport: Sendable, Equatable {
  /// Users who surely have no active key of the age that is looked for, with the creation of their
  /// active key, if they have one.
  public private(set) var excluded: [UserName: Timestamp?] = [:]

  /// Reads a report.
  ///
  /// - Parameters:
  ///   - base64: the report as IAM sends it. It is read byte by byte.
  ///   - generated: when it was made.
  ///   - days: the age in days from which a key is looked for.
  ///   - now: the time from which that age is counted back.
  /// - Throws: ``CredentialReportError``. A report that lacks a column is an error, not one without keys.
  public init(
    base64: some Sequence<UInt8>, generated: Timestamp, keysFrom days: Int, at now: Timestamp
  ) throws(CredentialReportError) {
    let limit = Duration.seconds(86_400 * days)
    // Keys made since the report are at most as old as it is.
    guard now - generated < limit, now - generated >= .seconds(-300) else { throw .tooOld }
    var rows = RowReader(base64)
    guard let header = try rows.next() else { throw .malformed("it is empty") }
    let columns = try Columns(header)
    var unsure: Set<UserName> = []
    while let row = try rows.next() {
      guard row.count == columns.count else { throw .malformed("a row has another length") }
      guard let name = columns.name(in: row) else { continue }
      let verdict = columns.verdict(on: row, youngerThan: limit, at: now)
      // What a second row says of the same user may be true.
      if case .excluded(let created) = verdict, !unsure.contains(name), excluded[name] == nil {
        excluded.updateValue(created, forKey: name)
      } else {
        unsure.insert(name)
        excluded.removeValue(forKey: name)
      }
    }
  }
}

/// Where the values of a row are, by the names in the header.
private struct Columns {
  enum Verdict {
    case excluded(Timestamp?)
    case unsure
  }

  private struct Key {
    let active: Int
    let created: Int
  }

  /// One of a user's two places for a key.
  private enum Slot {
    case empty
    case key(created: Timestamp, isActive: Bool)
  }

  let count: Int
  private let user: Int
  private let keys: [Key]

  init(_ header: [[UInt8]]) throws(CredentialReportError) {
    func column(_ name: String) throws(CredentialReportError) -> Int {
      let places = header.indices.filter { header[$0].elementsEqual(name.utf8) }
      guard let place = places.first, places.count == 1 else {
        throw .malformed("it has \(places.isEmpty ? "no" : "more than one") column \(name)")
      }
      return place
    }
    count = header.count
    user = try column("user")
    keys = [
      Key(
        active: try column("access_key_1_active"), created: try column("access_key_1_last_rotated")),
      Key(
        active: try column("access_key_2_active"), created: try column("access_key_2_last_rotated")),
    ]
  }

  /// The row's user; `nil` for the root user, whom no list of users has.
  func name(in row: [[UInt8]]) -> UserName? {
    let name = String(decoding: row[user], as: UTF8.self)
    return name == "<root_account>" ? nil : UserName(name)
  }

  /// A key that was made inactive keeps its date and may have been activated since, so its date counts
  /// too. A user with both slots taken may have a third key, which no report shows.
  func verdict(on row: [[UInt8]], youngerThan limit: Duration, at now: Timestamp) -> Verdict {
    let slots = keys.compactMap { slot($0, in: row) }
    guard slots.count == keys.count else { return .unsure }
    var (taken, active) = (0, Timestamp?.none)
    for case .key(let created, let isActive) in slots {
      let age = now - created
      guard age < limit, age >= .seconds(-300) else { return .unsure }
      taken += 1
      if isActive { active = created }
    }
    return taken < keys.count ? .excluded(active) : .unsure
  }

  /// `nil` for anything that is not understood.
  private func slot(_ key: Key, in row: [[UInt8]]) -> Slot? {
    let (active, created) = (row[key.active], row[key.created])
    let isActive = active.elementsEqual("true".utf8)
    guard isActive || active.elementsEqual("false".utf8) else { return nil }
    if created.elementsEqual("N/A".utf8) { return isActive ? nil : .empty }
    return TimestampReader.moment(from: created).map { .key(created: $0, isActive: isActive) }
  }
}
