// SPDX-License-Identifier: Apache-2.0

/// What is asked about the owners of stale keys alone: their tags, which decide who is mailed and
/// where, and then, when all that is settled, the last use of each key, which only adds to the mail.
struct Enquiry<Source: Directory> {
  let directory: Source
  let policy: Policy
  /// Requests in flight at most, 1 or more.
  let width: Int

  func run(_ findings: inout Findings) async {
    var tags = TagPlan(waiting: policy.readsTags ? findings.owners.map(\.userName)[...] : [])
    await tags.carryOut(width: width) { [directory] name in
      do throws(DirectoryError) {
        return (name, .success(try await directory.tags(of: name)))
      } catch {
        return (name, .failure(error))
      }
    }
    findings.note(tags: tags.read)
    await askForUses(&findings)
  }

  /// Whether the root user has keys, which only the admins are told.
  func askForRootKeys(_ findings: inout Findings) async {
    do throws(DirectoryError) {
      findings.rootKeys = try await directory.rootHasAccessKeys()
    } catch {
      findings.warn("Whether the root user has access keys is not known: \(error.reason.message)")
    }
  }

  private func askForUses(_ findings: inout Findings) async {
    var uses = UsePlan(findings.owners)
    await uses.carryOut(width: width) { [directory] key in
      do throws(DirectoryError) {
        return (key.id, .success(try await directory.lastUse(of: key.id, ownedBy: key.owner)))
      } catch {
        return (key.id, .failure(error))
      }
    }
    findings.note(uses: uses.read)
    if let warning = uses.warning { findings.warn(warning) }
  }
}

private struct TagPlan: Plan {
  var waiting: ArraySlice<String>
  var read: [String: Result<[UserTag], DirectoryError>] = [:]

  mutating func next() -> String? { waiting.popFirst() }

  mutating func take(_ answer: (name: String, tags: Result<[UserTag], DirectoryError>)) {
    read[answer.name] = answer.tags
  }
}

/// Asks about one key first. A permission that is missing is missing for all: then no other is asked.
private struct UsePlan: Plan {
  struct Key: Sendable {
    let id: String
    let owner: String
  }

  private(set) var read: [String: Result<KeyUse, DirectoryError>] = [:]
  private var waiting: ArraySlice<Key>
  private let count: Int
  private var firstIsOut = false
  private var isDenied = false
  private var trouble: Reason?

  /// Only of those who will get a mail.
  init(_ owners: [Owner]) {
    let keys = owners.filter(\.isReachable).flatMap { owner in
      owner.keys.map { Key(id: $0.id, owner: owner.userName) }
    }
    waiting = keys[...]
    count = keys.count
  }

  /// What to say when not all is known.
  var warning: String? {
    guard let trouble else { return nil }
    let known = read.values.count { $0.isKnown }
    return "When \(count - known) of \(count) stale keys were last used is not known:"
      + " \(trouble.message)"
  }

  mutating func next() -> Key? {
    guard !isDenied, !firstIsOut || !read.isEmpty else { return nil }
    firstIsOut = true
    return waiting.popFirst()
  }

  mutating func take(_ answer: (id: String, use: Result<KeyUse, DirectoryError>)) {
    read[answer.id] = answer.use
    switch answer.use {
    case .success, .failure(.vanished): break
    case .failure(.outOfTime(let cause)):
      trouble = trouble ?? .outOfTime("Not all was asked", after: cause)
    case .failure(.failed(let reason)):
      trouble = trouble ?? reason
      isDenied = isDenied || reason.isDenied
    }
  }
}

extension Owner {
  var isReachable: Bool {
    if case .address = destination { true } else { false }
  }
}

extension Result<KeyUse, DirectoryError> {
  fileprivate var isKnown: Bool {
    switch self {
    case .success(.unknown), .failure(.failed), .failure(.outOfTime): false
    case .success, .failure(.vanished): true
    }
  }
}

extension DirectoryError {
  fileprivate var reason: Reason {
    switch self {
    case .failed(let reason): reason
    case .outOfTime(let cause): .outOfTime("It was not asked", after: cause)
    case .vanished: .noList
    }
  }
}
