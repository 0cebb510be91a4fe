import Foundation
import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

struct DemoMakerTests {
  static let asOf = Instant(seconds: 1_790_042_400)  // 2026-09-22T10:00+08:00
  /// Lives as long as a test.
  private let home: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    home = try TemporaryFolder()
    environment = [
      "XDG_CONFIG_HOME": home.url.appending(path: "config").path,
      "WINBACK_NOW": Self.asOf.rfc3339,
    ]
  }

  private func make(
    _ name: String = "demo", users: Int = 800, language: Language = .zh, asOf: Instant = Self.asOf,
    progress: (DemoProgress) throws -> Void = { _ in }
  ) throws -> DemoWorkspace {
    try DemoMaker.make(
      folder: home.url.appending(path: name), users: users, asOf: asOf, environment: environment,
      language: language, progress: progress)
  }

  private func session(_ made: DemoWorkspace) throws -> Session {
    try Session(folder: made.folder, options: .init(environment: environment))
  }

  @Test func `has batches in every state it promises, by the real acts`() throws {
    let session = try session(try make())
    let batches = try session.store.batches()
    let states = Dictionary(grouping: batches, by: \.state).mapValues(\.count)
    #expect(states == [.completed: 1, .approved: 1, .submitted: 3, .draft: 1])
    for batch in batches where batch.state != .draft {
      let frozen = try FrozenBatch(batch, in: session.store)
      try frozen.checkRows(in: session.store)
      let (_, approvals) = try session.storedBatch(batch.id)
      #expect(approvals.count == (batch.state == .submitted ? 0 : batch.risk.approvalsNeeded))
    }
    for batch in batches where batch.state == .completed {
      let progress = try session.store.progress(of: batch.id)
      #expect(progress[.pending, default: 0] == 0)
      let receipts = try session.store.receiptCounts(of: batch.id)
      #expect((1...progress[.sent, default: 0]).contains(receipts[.delivered, default: 0]))
    }
    #expect(try session.verifyAudit().isIntact)
  }

  @Test(arguments: Language.allCases)
  func `opens without a fault and knows its people`(language: Language) throws {
    let session = try session(try make(users: 60, language: language))
    #expect(session.playbook().faults.map(\.en) == [])
    #expect(session.settings.workspace.isDemo)
    #expect(session.settings.channels.count == Channel.allCases.count)
    #expect(session.settings.channels.values.allSatisfy { $0.gateway == "outbox" })
    #expect(session.operatorID == "zhangmin")
    #expect(try session.localOperators().count == 4)
    #expect(try session.actor(.author).person.name == "张敏")
    #expect(try session.actor(.admin).person.name == "张敏")
    #expect(try session.approvers(besides: ["zhangmin"]).map(\.name) == ["陈静", "王磊", "周宇"])
    try session.switchOperator(to: "zhouyu")
    #expect(try session.actor(.sender).person.name == "周宇")
  }

  @Test func `lets somebody approve and send what waits`() throws {
    let session = try session(try make())
    let waiting = try #require(
      try session.store.batches().first { $0.strategy == "win-cart" && $0.state == .submitted })
    #expect(waiting.risk.approvalsNeeded == 1)
    #expect(throws: BatchError.approval(waiting.id, .role)) {
      try session.approveBatch(waiting.id, count: waiting.recipients)
    }
    try session.switchOperator(to: "wanglei")
    try session.approveBatch(waiting.id, count: waiting.recipients)
    try session.switchOperator(to: "zhouyu")
    let report = try session.dispatch()
    #expect(report.runs.map(\.state) == [.completed])
    #expect(report.problems.isEmpty)
  }

  @Test func `is the same each time but for keys`() throws {
    func told(_ made: DemoWorkspace) throws -> [String] {
      let session = try session(made)
      return try session.store.batches().flatMap { batch in
        var lines = ["\(batch.id) \(batch.state) \(batch.frozen?.contentHash ?? "")"]
        try session.store.forEachRecipient(of: batch.id) {
          lines.append("\($0.user) \($0.state) \($0.text) \($0.settledAt?.rfc3339 ?? "")")
        }
        return lines + ["\(try session.store.receiptCounts(of: batch.id).values.sorted())"]
      }
    }
    let first = try told(try make("one", users: 400))
    #expect(first.count > 50)
    #expect(try told(try make("two", users: 400)) == first)
  }

  @Test func `uses a demo that is there`() throws {
    let made = try make(users: 30)
    let mark = made.folder.root.appending(path: "segments/first-cup.yaml")
    try FileManager.default.removeItem(at: mark)
    let again = try make(users: 30)
    #expect(again.isReused && !made.isReused)
    #expect(!FileManager.default.fileExists(atPath: mark.path))
    for language in Language.allCases {
      #expect(again.words(language).contains(made.folder.root.path))
      #expect(again.words(language) != made.words(language))
    }
  }

  @Test func `makes a demo anew that was broken off`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      _ = try make(users: 30) { if case .batches = $0 { throw Stop() } }
    }
    let made = try make(users: 30)
    #expect(!made.isReused)
    #expect(try session(made).store.userCount() == 30)
    #expect(try make(users: 30).isReused)
  }

  @Test func `refuses a folder that holds something else`() throws {
    let file = try home.write("mine", to: "other/notes.txt")
    #expect(throws: WorkspaceError.self) { _ = try make("other", users: 30) }
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    #expect(throws: WorkspaceError.self) { _ = try make("other/notes.txt", users: 30) }
  }

  @Test func `refuses a workspace with real users`() throws {
    let folder = home.url.appending(path: "real")
    _ = try WorkspaceMaker.initialise(
      folder: folder, environment: environment.filter { $0.key != "WINBACK_NOW" },
      language: .zh, now: Self.asOf)
    #expect(throws: WorkspaceError.notEmpty(folder.path)) { _ = try make("real", users: 30) }
  }

  @Test(arguments: ["2026-09-21T19:00:00Z", "2026-09-21T16:00:01Z", "2026-09-22T02:00:00Z"])
  func `brings in every row at any hour`(asOf: String) throws {
    let asOf = try #require(Instant(rfc3339: asOf))
    let store = try WorkspaceStore(folder: home.url.appending(path: "data-\(asOf.seconds)"))
    let files = DemoWorld(seed: 2, users: 1200, asOf: asOf).files()
    let report = try ImportOperation(
      inputs: try files.map {
        .bytes($0.bytes, named: $0.name, kind: try #require(ImportKind(rawValue: $0.kind)))
      }
    ).run(in: store, rules: ImportRules(now: asOf, currency: "CNY"))
    #expect(report.isStored)
    for file in report.files {
      #expect(file.inserted == file.rows && file.rows > 0, "\(file.file)")
      #expect(file.rejects.isEmpty && file.warnings.isEmpty, "\(file.file)")
      #expect(file.ignoredColumns.isEmpty, "\(file.file)")
    }
  }

  @Test(arguments: [
    ("2026-09-22T06:30:15Z", "2026-09-22T02:00:00Z"),
    ("2026-09-22T02:00:00Z", "2026-09-22T02:00:00Z"),
    ("2026-09-22T01:59:59Z", "2026-09-22T01:59:00Z"),
    ("2026-09-21T16:00:30Z", "2026-09-21T16:00:00Z"),
  ])
  func `takes this morning, or now before it`(now: String, expected: String) throws {
    #expect(
      DemoMaker.instant(now: try #require(Instant(rfc3339: now))).rfc3339 == expected)
  }

  @Test func `says how far it has come`() throws {
    var steps: [DemoProgress] = []
    _ = try make(users: 30) { steps.append($0) }
    #expect(steps.first == .world(users: 30))
    #expect(steps.last == .batches(done: 6, of: 6))
    for step in steps + [
      .importing(.init(kind: .users, file: "", rows: 7, bytes: 1, totalBytes: nil))
    ] {
      for language in Language.allCases { #expect(step.words(language).contains { $0.isNumber }) }
    }
    for language in Language.allCases {
      #expect(DemoError.notImported(["orders.csv"]).words(language).contains("orders.csv"))
    }
  }
}

/// The size at which batches of every quorum occur.
struct FullDemoTests {
  /// The usual seed; `WINBACK_SLOW_TESTS` asks for more.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["WINBACK_SLOW_TESTS"] == nil ? [1] : [1, 2, 3]

  @Test(arguments: seeds)
  func `has batches that need one, two and three approvals`(seed: UInt64) throws {
    let home = try TemporaryFolder()
    let environment = [
      "XDG_CONFIG_HOME": home.url.appending(path: "config").path,
      "WINBACK_NOW": DemoMakerTests.asOf.rfc3339,
    ]
    let made = try DemoMaker.make(
      folder: home.url.appending(path: "demo"), seed: seed, asOf: DemoMakerTests.asOf,
      environment: environment, language: .zh)
    let session = try Session(folder: made.folder, options: .init(environment: environment))
    let waiting = try session.store.batches().filter { $0.state == .submitted }
    #expect(Set(waiting.map(\.risk.approvalsNeeded)) == [1, 2, 3], "\(waiting.map(\.recipients))")
  }
}
