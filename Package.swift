// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// The manifest is the architecture: a target may import what its line names, nothing else
// (`make build` passes --explicit-target-dependency-import-check error). Arrows go down only.

let languageSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  // A newer C library that deprecates a function must not stop anybody's build.
  .treatWarning("DeprecatedDeclaration", as: .warning),
]
let settings = languageSettings + [.strictMemorySafety()]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let shims: [Target] = [
  .systemLibrary(
    name: "CCurl", pkgConfig: "libcurl",
    providers: [
      .apt(["libcurl4-openssl-dev"]), .brew(["curl"]), .yum(["libcurl-devel"]),
    ]),
  .systemLibrary(
    name: "COpenSSL", pkgConfig: "openssl",
    providers: [.apt(["libssl-dev"]), .brew(["openssl@3"]), .yum(["openssl-devel"])]),
  .systemLibrary(
    name: "CExpat", pkgConfig: "expat",
    providers: [.apt(["libexpat1-dev"]), .brew(["expat"]), .yum(["expat-devel"])]),
  .systemLibrary(
    name: "CJansson", pkgConfig: "jansson",
    providers: [.apt(["libjansson-dev"]), .brew(["jansson"]), .yum(["jansson-devel"])]),
]

/// `make` passes what Scripts/version prints. Another version compiles this target anew, and what
/// imports it: the topmost module alone.
let version = Context.environment["KEY_REMINDER_VERSION"] ?? "0.0.0-unknown"

let modules: [Target] = [
  .target(name: "CVersion", cSettings: [.define("VERSION", to: "\"\(version)\"")]),
  .target(name: "UTC", swiftSettings: settings),
  .target(name: "JSON", dependencies: ["CJansson"], swiftSettings: settings),
  .target(name: "Identifiers", swiftSettings: settings),
  .target(name: "HTTP", dependencies: ["UTC"], swiftSettings: settings),
  .target(
    name: "CurlTransport", dependencies: ["HTTP", "UTC", "CCurl", "COpenSSL"],
    swiftSettings: settings),
  .target(
    name: "SigV4", dependencies: ["HTTP", "UTC", "COpenSSL"], swiftSettings: settings),
  .target(
    name: "AWSClient", dependencies: ["HTTP", "SigV4", "UTC"], swiftSettings: settings),
  .target(
    name: "AWSXML", dependencies: ["AWSClient", "CExpat", "HTTP", "UTC"], swiftSettings: settings),
  .target(
    name: "AWSQuery", dependencies: ["AWSClient", "AWSXML", "HTTP"], swiftSettings: settings),
  .target(
    name: "AWSJSON", dependencies: ["AWSClient", "HTTP", "JSON"], swiftSettings: settings),
  .target(
    name: "IAM", dependencies: ["AWSClient", "AWSQuery", "AWSXML", "Identifiers", "UTC"],
    swiftSettings: settings),
  .target(
    name: "SES", dependencies: ["AWSClient", "AWSJSON", "HTTP", "Identifiers", "JSON"],
    swiftSettings: settings),
  .target(
    name: "DynamoDB", dependencies: ["AWSClient", "AWSJSON", "HTTP", "JSON"],
    swiftSettings: settings),
  .target(
    name: "STS", dependencies: ["AWSClient", "AWSQuery", "AWSXML", "Identifiers", "SigV4", "UTC"],
    swiftSettings: settings),
  .target(
    name: "Organizations", dependencies: ["AWSClient", "AWSJSON", "Identifiers", "JSON"],
    swiftSettings: settings),
  .target(
    name: "S3", dependencies: ["AWSClient", "AWSXML", "HTTP", "SigV4"], swiftSettings: settings),
  .target(
    name: "CredentialReport", dependencies: ["AWSXML", "Identifiers", "UTC"],
    swiftSettings: settings),
  .target(
    name: "LambdaRuntime", dependencies: ["HTTP", "JSON", "UTC", logging],
    swiftSettings: settings),
  .target(name: "EmailDocument", dependencies: ["HTTP"], swiftSettings: settings),
  .target(name: "KeyReminder", dependencies: ["Identifiers", "UTC"], swiftSettings: settings),
  .target(
    name: "PhaseRecords", dependencies: ["Identifiers", "JSON", "KeyReminder", "UTC"],
    swiftSettings: settings),
  .target(
    name: "FailureMessages", dependencies: ["Identifiers", "KeyReminder"], swiftSettings: settings),
  .target(
    name: "ReminderEmails",
    dependencies: [
      "EmailDocument", "FailureMessages", "HTTP", "Identifiers", "JSON", "KeyReminder", "UTC",
    ],
    swiftSettings: settings),
  .target(
    name: "AWSAdapters",
    dependencies: [
      "AWSClient", "CredentialReport", "DynamoDB", "HTTP", "IAM", "Identifiers", "KeyReminder",
      "Organizations", "S3", "SES", "STS", "SigV4", "UTC",
    ],
    swiftSettings: settings),
  .target(
    name: "ReminderFunction",
    dependencies: [
      "AWSAdapters", "AWSClient", "CurlTransport", "DynamoDB", "FailureMessages", "HTTP", "IAM",
      "Identifiers", "JSON", "KeyReminder",
      "LambdaRuntime", "Organizations", "ReminderEmails", "SES", "STS", "SigV4", "UTC", logging,
    ],
    swiftSettings: settings),
  .executableTarget(
    name: "bootstrap",
    dependencies: ["CVersion", "CurlTransport", "LambdaRuntime", "ReminderFunction", logging],
    swiftSettings: settings),
]

/// A module's tests may use what the module may, and what all tests share.
///
/// - Parameters:
///   - oracle: expected results in the folder `Oracle`, by the names of their files.
///   - exclude: the scripts that make them, and other files that are not Swift.
func tests(
  of module: String, _ dependencies: [Target.Dependency] = [], oracle: [String] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: ["TestSupport", .init(stringLiteral: module)] + dependencies,
    exclude: exclude + (oracle.isEmpty ? [] : ["Oracle/README.md"]),
    resources: oracle.map { .copy("Oracle/\($0)") }, swiftSettings: settings)
}

let tests: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["AWSXML", "COpenSSL", "CurlTransport", "HTTP", "UTC"],
    path: "Tests/TestSupport", exclude: ["Certificates"], swiftSettings: settings),
  tests(
    of: "SigV4", ["HTTP", "UTC"],
    oracle: ["requests.json", "json-requests.json", "s3-requests.json", "stages.json"],
    exclude: ["Oracle/oracle.py", "Oracle/stages.py"]),
  // Swift Testing's exit tests expand to code that strict memory safety refuses.
  .testTarget(
    name: "CurlTransportTests", dependencies: ["CurlTransport", "HTTP", "TestSupport"],
    swiftSettings: languageSettings),
  tests(of: "UTC"),
  tests(of: "JSON"),
  tests(of: "Identifiers"),
  tests(of: "HTTP", ["UTC"]),
  tests(
    of: "AWSClient",
    [
      "CurlTransport", "DynamoDB", "HTTP", "IAM", "Organizations", "S3", "SES", "STS", "SigV4",
      "UTC",
    ],
    oracle: ["endpoints.json", "other_services.json", "retries.json"],
    exclude: [
      "Oracle/endpoints.py", "Oracle/every_endpoint.py", "Oracle/other_services.py",
      "Oracle/retries.py",
    ]),
  tests(of: "AWSXML", ["AWSClient", "HTTP", "UTC"]),
  tests(of: "AWSQuery", ["AWSClient", "AWSXML", "HTTP", "UTC"]),
  tests(of: "AWSJSON", ["AWSClient", "HTTP", "JSON"], exclude: ["Oracle"]),
  tests(
    of: "IAM", ["AWSClient", "AWSQuery", "AWSXML", "HTTP", "Identifiers", "UTC"],
    oracle: ["responses.json"],
    exclude: ["Oracle/responses.py"]),
  tests(of: "SES", ["AWSClient", "AWSJSON", "HTTP", "Identifiers"]),
  tests(of: "DynamoDB", ["AWSClient", "AWSJSON", "HTTP", "JSON", "SigV4"]),
  tests(of: "STS", ["AWSClient", "AWSQuery", "HTTP", "Identifiers", "SigV4", "UTC"]),
  tests(of: "Organizations", ["AWSClient", "AWSJSON", "HTTP", "Identifiers", "JSON", "SigV4"]),
  tests(of: "S3", ["AWSClient", "HTTP", "SigV4"]),
  tests(of: "CredentialReport", ["Identifiers", "UTC"]),
  tests(of: "LambdaRuntime", ["HTTP", "UTC", logging]),
  tests(of: "EmailDocument"),
  tests(
    of: "KeyReminder", ["FailureMessages", "Identifiers", "JSON", "ReminderEmails", "UTC"]),
  tests(of: "FailureMessages", ["Identifiers", "KeyReminder"]),
  tests(of: "PhaseRecords", ["Identifiers", "JSON", "KeyReminder", "UTC"]),
  tests(
    of: "ReminderEmails",
    ["EmailDocument", "FailureMessages", "Identifiers", "JSON", "KeyReminder", "UTC"]),
  tests(
    of: "AWSAdapters",
    [
      "AWSClient", "DynamoDB", "FailureMessages", "HTTP", "IAM", "Identifiers", "JSON",
      "KeyReminder", "Organizations", "S3", "SES", "STS", "SigV4", "UTC",
    ]),
  tests(
    of: "ReminderFunction",
    [
      "AWSClient", "CurlTransport", "FailureMessages", "HTTP", "Identifiers", "JSON", "KeyReminder",
      "LambdaRuntime", "ReminderEmails", "SES", "STS", "UTC", logging,
    ]),
]

/// `make fuzz` alone builds this: libFuzzer brings its main function.
let isFuzzing = Context.environment["FUZZ"] != nil

let fuzz: [Target] = [
  .executableTarget(
    name: "fuzz",
    dependencies: [
      "AWSAdapters", "AWSClient", "AWSJSON", "AWSQuery", "AWSXML", "CredentialReport",
      "CurlTransport", "DynamoDB", "HTTP", "IAM", "Identifiers", "JSON", "KeyReminder",
      "LambdaRuntime", "Organizations",
      "ReminderFunction", "S3", "SES", "STS", "SigV4", "UTC", logging,
    ],
    path: "Tests/Fuzz", exclude: ["Corpus", "Words"], swiftSettings: settings)
]

let package = Package(
  name: "KeyReminder",
  products: [
    .executable(name: "bootstrap", targets: ["bootstrap"]),
    // For Benchmarks/Micro.
    .library(
      name: "Modules",
      targets: ["AWSJSON", "AWSQuery", "HTTP", "IAM", "Identifiers", "SES", "SigV4", "UTC"]),
  ],
  dependencies: [
    // Exactly this one: the same sources give the same bytes.
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2")
  ],
  targets: shims + modules + (isFuzzing ? fuzz : tests)
)
