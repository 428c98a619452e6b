// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import SigV4
import TestSupport

@testable import S3

/// A bucket behind a scripted transport, whose time passes at once.
struct SampleBucket {
  let bucket: Bucket
  let client: AWSClient
  let transport: ScriptedTransport

  init(
    _ name: String = "kr-runs", environment: [String: String] = [:],
    responses: [Result<Response, TransportError>] = [.success(.response(200))]
  ) throws {
    let transport = ScriptedTransport(responses.map { response in { _ in response } })
    let (bucket, endpoint) = try Bucket.resolve(
      name, ownedBy: "111122223333", region: Region("eu-central-1"),
      settings: EndpointSettings(environment: environment))
    self.transport = transport
    self.bucket = bucket
    client = AWSClient(
      endpoint: endpoint,
      shared: SharedState(transport: transport, time: ManualTime(), random: { 1 }),
      credentials: Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: nil))
  }

  func put(_ key: String = "runs/r1/plan.json") async throws(AWSError) -> PutObject.Output {
    let write = PutObject(
      bucket: bucket, key: key, body: Array("{}".utf8), contentType: "application/json")
    return try await client.call(write, by: .sample)
  }

  func get(_ key: String = "runs/r1/plan.json") async throws(AWSError) -> [UInt8]? {
    try await client.call(GetObject(bucket: bucket, key: key), by: .sample)
  }
}

extension Deadline {
  /// One that no test reaches.
  static let sample = Deadline(in: .seconds(3600), by: ManualTime())
}

extension Result<Response, TransportError> {
  /// An error as S3 writes it.
  static func error(_ status: Int, _ code: String, fields: Fields = [:]) -> Self {
    let body =
      #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<Error><Code>\(code)</Code>"
      + "<Message>No.</Message><RequestId>R1</RequestId><HostId>h</HostId></Error>"
    return .success(.response(status, body, fields: fields))
  }

  /// A response that was lost.
  static let lost = Self.failure(TransportError(.interrupted, "cut"))
}
