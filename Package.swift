// swift-tools-version: 6.2
import PackageDescription

// What every Swift target of ours is built with: no warning survives, imports stay internal unless a
// signature needs them, a member is visible only where its module is imported, `any` is spelled out.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
// The same SQLite through its C interface, for bulk work.
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "winback",
  products: [.executable(name: "winback", targets: ["winback"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "WinbackCore", dependencies: [crypto], swiftSettings: strict),
    .target(
      name: "WinbackStore", dependencies: ["WinbackCore", grdb, sqlite, yams],
      swiftSettings: strict),
    .target(name: "WinbackGateways", dependencies: ["WinbackCore"], swiftSettings: strict),
    .target(
      name: "WinbackOperations",
      dependencies: ["WinbackCore", "WinbackStore", "WinbackGateways", crypto],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    .target(name: "TerminalUI", swiftSettings: strict),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "NcursesTerminal", dependencies: ["TerminalUI", "CNcurses"], swiftSettings: strict),
    .target(
      name: "WinbackConsole", dependencies: ["TerminalUI", "WinbackOperations", "WinbackCore"],
      swiftSettings: strict),
    .executableTarget(
      name: "winback",
      dependencies: [
        "WinbackCore", "WinbackOperations", "WinbackConsole", "NcursesTerminal", "TerminalUI",
        arguments,
      ],
      swiftSettings: strict),
    .target(
      name: "WinbackTestSupport", dependencies: ["WinbackCore", "TerminalUI"],
      path: "Tests/WinbackTestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "WinbackCoreTests", dependencies: ["WinbackCore", "WinbackTestSupport", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "WinbackStoreTests",
      dependencies: ["WinbackStore", "WinbackCore", "WinbackTestSupport", grdb],
      swiftSettings: strict),
    .testTarget(
      name: "WinbackGatewaysTests",
      dependencies: ["WinbackGateways", "WinbackCore", "WinbackTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WinbackOperationsTests",
      dependencies: [
        "WinbackOperations", "WinbackStore", "WinbackCore", "WinbackTestSupport", crypto, grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI", "WinbackTestSupport"],
      exclude: ["Frames"],
      swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests",
      dependencies: [
        "NcursesTerminal", "TerminalUI", "CNcurses", "TerminalProbe", "WinbackTestSupport",
      ],
      swiftSettings: strict),
    // Not a product: what the tests of the terminal run inside tmux.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["NcursesTerminal", "TerminalUI"],
      path: "Tests/TerminalProbe", swiftSettings: strict),
    .testTarget(
      name: "WinbackConsoleTests",
      dependencies: [
        "WinbackConsole", "WinbackOperations", "WinbackStore", "WinbackCore", "TerminalUI",
        "WinbackTestSupport",
      ],
      exclude: ["Frames"], swiftSettings: strict),
    .testTarget(
      name: "winbackTests", dependencies: ["WinbackCore", "WinbackTestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
