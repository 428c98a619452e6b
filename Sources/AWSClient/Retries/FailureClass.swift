// SPDX-License-Identifier: Apache-2.0
import HTTP

/// What a failure means for the next attempt.
enum FailureClass: Equatable {
  /// There were too many requests. This one was not carried out.
  case throttling
  /// The next attempt may succeed.
  case transient
  /// The next attempt would fail too.
  case final

  init(_ error: AWSError) {
    switch error {
    case .service(let refusal): self = Self.of(refusal)
    case .transport(let failure):
      switch failure.kind {
      case .unreachable, .handshakeFailed, .proxyFailed, .interrupted, .timedOut,
        .malformedResponse:
        self = .transient
      case .proxyRefused, .untrusted, .cancelled, .invalidRequest: self = .final
      }
    case .malformedResponse: self = .transient
    case .deadline, .invalidRequest: self = .final
    }
  }

  private static func of(_ refusal: ServiceError) -> FailureClass {
    // 429 without a code is not in the SDKs' list, but no service means anything else by it.
    if throttlingCodes.contains(refusal.code) || refusal.status == 429 { return .throttling }
    if transientCodes.contains(refusal.code) { return .transient }
    return [500, 502, 503, 504].contains(refusal.status) ? .transient : .final
  }

  private static let throttlingCodes: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
    "RequestThrottled", "TooManyRequestsException", "ProvisionedThroughputExceededException",
    "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
    "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
  ]

  private static let transientCodes: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "ReplicatedWriteConflictException",
    "TransactionConflictException", "ConditionalRequestConflict", "OperationAborted",
  ]
}

extension AWSError {
  /// Whether the service may have carried the request out, although no success was seen.
  public var mayHaveBeenDone: Bool {
    switch self {
    case .service(let refusal):
      // A proxy or load balancer answers 5xx and 408 too, perhaps after it passed the request on.
      switch FailureClass(self) {
      case .throttling: false
      case .transient: true
      case .final: refusal.status >= 500 || refusal.status == 408
      }
    case .transport(let failure): failure.mayHaveArrived
    case .malformedResponse: true
    case .deadline, .invalidRequest: false
    }
  }
}

extension ServiceError {
  /// Whether the request was one too many. It was not carried out.
  public var isThrottling: Bool { FailureClass(.service(self)) == .throttling }
}
