// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A separate package, so that nothing of it can get into the function.

let package = Package(
  name: "Micro",
  dependencies: [
    .package(name: "KeyReminder", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "micro",
      dependencies: [
        .product(name: "Modules", package: "KeyReminder")
      ])
  ]
)
