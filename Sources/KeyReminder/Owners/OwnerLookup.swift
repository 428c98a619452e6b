// SPDX-License-Identifier: Apache-2.0

/// What is asked about the owners of stale keys alone: their tags, which decide who is mailed and
/// where, and then, when all that is settled, the last use of each key, which only adds to the mail.
struct Enquiry<Source: Directory> {
  let directory: Source
  let policy: Policy
  /// Requests in flight at most, 1 or more.
  let width: Int

  func run(_ findings: inout Findings) async {
    var tags = ReadPlan<[UserTag]>(policy.readsTags ? findings.owners.map(\.userName) : [])
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
        return (key, .success(try await directory.lastUse(of: key.id, ownedBy: key.owner)))
      } catch {
        return (key, .failure(error))
      }
    }
    findings.note(uses: uses.read)
    await readKeysAgain(of: uses.refusedOwners, &findings)
    if let trouble = uses.trouble { findings.warn(ofUnknownUses: trouble) }
  }

  /// The directory also denies what is asked about a key that is gone.
  private func readKeysAgain(of owners: [String], _ findings: inout Findings) async {
    var keys = ReadPlan<[AccessKey]>(owners)
    await keys.carryOut(width: width) { [directory] name in
      do throws(DirectoryError) {
        return (name, .success(try await directory.accessKeys(of: name)))
      } catch {
        return (name, .failure(error))
      }
    }
    findings.note(keysNow: keys.read)
  }
}

/// Reads one thing of each user.
private struct ReadPlan<Value: Sendable>: Plan {
  private(set) var read: [String: Result<Value, DirectoryError>] = [:]
  private var waiting: ArraySlice<String>

  init(_ names: [String]) { waiting = names[...] }

  mutating func next() -> String? { waiting.popFirst() }

  mutating func take(_ answer: (name: String, value: Result<Value, DirectoryError>)) {
    read[answer.name] = answer.value
  }
}

/// Asks about one key first, and by the response alone decides about the permission: where it is missing,
/// no other key is asked about. A later denial is that of a single key.
private struct UsePlan: Plan {
  struct Key: Sendable {
    let id: String
    let owner: String
  }

  private(set) var read: [String: Result<KeyUse, DirectoryError>] = [:]
  /// Why not all is known: a failure, or else the denial of single keys.
  var trouble: Reason? { failure ?? denial.map { .deniedForSomeKeys($0.code) } }
  /// Owners of the single keys that were denied, each once.
  var refusedOwners: [String] { refused.sorted() }
  private var refused: Set<String> = []
  private var waiting: ArraySlice<Key>
  private var firstIsOut = false
  private var isDenied = false
  private var failure: Reason?
  private var denial: Reason?

  /// Only of those who will get a mail.
  init(_ owners: [Owner]) {
    waiting =
      owners.filter(\.isReachable).flatMap { owner in
        owner.keys.map { Key(id: $0.id, owner: owner.userName) }
      }[...]
  }

  mutating func next() -> Key? {
    guard !isDenied, !firstIsOut || !read.isEmpty else { return nil }
    firstIsOut = true
    return waiting.popFirst()
  }

  mutating func take(_ answer: (key: Key, use: Result<KeyUse, DirectoryError>)) {
    let isFirst = read.isEmpty
    read[answer.key.id] = answer.use
    switch answer.use {
    case .success, .failure(.vanished): break
    case .failure(.outOfTime(let cause)):
      failure = failure ?? .outOfTime("Not all was asked", after: cause)
    case .failure(.failed(let reason)) where reason.isDenied && !isFirst:
      denial = denial ?? reason
      refused.insert(answer.key.owner)
    case .failure(.failed(let reason)):
      failure = failure ?? reason
      isDenied = isDenied || reason.isDenied
    }
  }
}

extension Owner {
  var isReachable: Bool {
    if case .address = destination { true } else { false }
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

extension Reason {
  fileprivate static func deniedForSomeKeys(_ code: String) -> Reason {
    Reason(
      code: code,
      message:
        "Asking about single keys was denied (\(code)): perhaps a policy allows it for some users only."
    )
  }
}
