// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Test data published by others, which is not part of this project. Tests that read it are skipped
/// where it is missing. Each of them has a twin, in a folder `Oracle`, that runs everywhere.
public enum Vectors {
  /// `$VECTORS`, or `shared/vectors` beside the checkout.
  public static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["VECTORS"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    var checkout = URL(fileURLWithPath: #filePath)
    for _ in ["Vectors.swift", "TestSupport", "Tests"] { checkout.deleteLastPathComponent() }
    return checkout.appendingPathComponent("../shared/vectors", isDirectory: true).standardized
  }()

  /// Whether the data is there.
  public static var areHere: Bool { FileManager.default.fileExists(atPath: root.path) }

  /// The text of the file at `path` below the root.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The names of the files with an extension in the folder at `path`, without the extension,
  /// sorted; none if the data is missing.
  public static func names(in path: String, of pathExtension: String) -> [String] {
    let folder = root.appendingPathComponent(path).path
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    let ending = ".\(pathExtension)"
    return (files ?? []).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
      .sorted()
  }

  /// The names of the folders below the folder at `path`, sorted; none if the data is missing.
  public static func folders(in path: String) -> [String] {
    let folder = root.appendingPathComponent(path)
    let names = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.isDirectoryKey])
    return (names ?? []).filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
  }
}
