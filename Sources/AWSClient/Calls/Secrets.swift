// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The values that only we and AWS know. They are cut from every text that comes from outside,
/// wherever they stand in it.
struct Secrets: Sendable {
  /// Shorter values occur by chance, and the gaps would give them away.
  private static let leastCount = 4
  /// A shorter word may be a user's name. AWS's secret keys have 40 bytes, signatures 64, tokens
  /// hundreds.
  private static let surelyOurs = 16

  /// The longest first, because one may contain another.
  private let values: [[UInt8]]

  /// The secrets of a client, and what `request` was signed with.
  init(_ values: [String], of request: Request) {
    let authorization = request.fields["Authorization"] ?? ""
    let signature = authorization.split(separator: "=").last.map(String.init) ?? ""
    self.values = (values + [authorization, signature]).map { Array($0.utf8) }
      .filter { $0.count >= Self.leastCount }.sorted { $0.count > $1.count }
  }

  /// `text` with an ellipsis in the place of each secret. A long text was cut off, so it may end in
  /// the middle of one.
  func cut(from text: String) -> String {
    var (kept, rest) = ([UInt8](), Array(text.utf8)[...])
    while let byte = rest.first {
      if let secret = values.first(where: { rest.starts(with: $0) }) {
        kept += "…".utf8
        rest = rest.dropFirst(secret.count)
      } else if rest.count >= Self.leastCount, values.contains(where: { $0.starts(with: rest) }) {
        kept += "…".utf8
        rest = []
      } else {
        kept.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether `body` contains one of the secrets, of those that are too long to stand there by
  /// chance.
  ///
  /// Every response is searched once, so the search goes byte by byte with one table.
  func areQuoted(in body: [UInt8]) -> Bool {
    let long = values.filter { $0.count >= Self.surelyOurs }
    var begins = [Bool](repeating: false, count: 256)
    for secret in long { begins[Int(secret[0])] = true }
    for index in body.indices where begins[Int(body[index])] {
      if long.contains(where: { body[index...].starts(with: $0) }) { return true }
    }
    return false
  }

  /// `error` without the secrets.
  func cut(from error: AWSError) -> AWSError {
    switch error {
    case .service(let refusal): .service(cut(from: refusal))
    case .transport(let failure):
      .transport(
        TransportError(
          failure.kind, cut(from: failure.reason), wasStaleConnection: failure.wasStaleConnection))
    case .malformedResponse(let reason): .malformedResponse(cut(from: reason))
    case .invalidRequest(let reason): .invalidRequest(cut(from: reason))
    case .deadline(let refusal): .deadline(after: refusal.map(cut))
    }
  }

  private func cut(from refusal: ServiceError) -> ServiceError {
    ServiceError(
      status: refusal.status, code: cut(from: refusal.code), message: cut(from: refusal.message),
      requestID: refusal.requestID.map(cut))
  }
}
