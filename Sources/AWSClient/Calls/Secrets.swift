// SPDX-License-Identifier: Apache-2.0
import HTTP

/// The values that only we and AWS know. They are cut from every text that comes from outside.
struct Secrets: Sendable {
  /// Shorter values occur by chance, and what is cut would give them away.
  private static let leastCount = 4
  /// A shorter word may be a user's name. AWS's secret keys have 40 bytes, signatures 64, tokens
  /// hundreds.
  private static let surelyOurs = 16

  /// The longest first, because one may contain another.
  private let values: [[UInt8]]
  /// The values that are too long to occur by chance.
  private let long: [[UInt8]]
  /// For each byte, whether a value in `long` begins with it.
  private let begins: [Bool]

  /// Prepares the values once for all the calls of a client.
  init(_ values: [String]) {
    self.init(bytes: values.map { Array($0.utf8) })
  }

  private init(bytes: [[UInt8]]) {
    values = bytes.filter { $0.count >= Self.leastCount }.sorted { $0.count > $1.count }
    long = values.filter { $0.count >= Self.surelyOurs }
    var begins = [Bool](repeating: false, count: 256)
    for secret in long { begins[Int(secret[0])] = true }
    self.begins = begins
  }

  /// The secrets and the signature of `request`. This is needed only for an error.
  func and(signatureOf request: Request) -> Secrets {
    guard let authorization = request.fields["Authorization"] else { return self }
    return Secrets(bytes: values + [Array(authorization.utf8), signature(of: request)])
  }

  /// `text` with an ellipsis instead of each secret. A long text was cut off, so it may end in the
  /// middle of one.
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

  /// Whether `body`, the response to `request`, contains its signature or one of the secrets that
  /// are too long to stand there by chance.
  ///
  /// Every response is searched once, so the search goes byte by byte with a table.
  func areQuoted(in body: [UInt8], responseTo request: Request) -> Bool {
    let signature = signature(of: request)
    guard let first = signature.first else { return areQuoted(in: body, long, begins) }
    var begins = begins
    begins[Int(first)] = true
    return areQuoted(in: body, long + [signature], begins)
  }

  private func areQuoted(in body: [UInt8], _ values: [[UInt8]], _ begins: [Bool]) -> Bool {
    for index in body.indices where begins[Int(body[index])] {
      let rest = body[index...]
      if values.contains(where: { rest.starts(with: $0) }) { return true }
    }
    return false
  }

  /// The 64 hexadecimal digits at the end of the Authorization header; empty for a request that is
  /// not signed.
  private func signature(of request: Request) -> [UInt8] {
    Array((request.fields["Authorization"] ?? "").utf8.suffix(64))
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
