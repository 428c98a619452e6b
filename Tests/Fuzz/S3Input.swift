// SPDX-License-Identifier: Apache-2.0
import AWSClient
import HTTP
import S3

/// Bytes as S3's XML for an error. The first one is a part of the status.
struct S3Input {
  private let response: Response

  init(_ bytes: [UInt8]) {
    response = Response(status: 300 + Int(bytes.first ?? 0), body: Array(bytes.dropFirst()))
  }

  func object() {
    for error in [GetObject.error(from: response), PutObject.error(from: response)] {
      checkWords(of: error)
    }
  }
}
