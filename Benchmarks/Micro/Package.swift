// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of its own, so that nothing of it can get into the function.

let package = Package(
  name: "Micro",
  dependencies: [
    .package(name: "KeyReminder", path: "../.."),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
  ],
  targets: [
    .executableTarget(
      name: "micro",
      dependencies: [
        .product(name: "Rooms", package: "KeyReminder"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ])
  ]
)
