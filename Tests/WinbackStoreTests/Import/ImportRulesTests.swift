import Foundation
import GRDB
import Testing
import WinbackCore

@testable import WinbackStore

/// What becomes of keys that are stored already.
struct ImportRulesTests {
  private let users = ["user_id,registered_at", "a,2024-01-01T00:00:00Z", "b,2024-01-01T00:00:00Z"]
  private let orders =
    "order_id,user_id,created_at,status,amount_minor,paid_at,refund_minor,category"

  private func counts(_ report: ImportFileReport) -> [Int] {
    [report.inserted, report.updated, report.same, report.rejected]
  }

  private func rejects(_ report: ImportFileReport) -> [String] {
    report.rejects.map { "\($0.line) \($0.code.rawValue) \($0.column)" }
  }

  @Test func `an absent column of a user keeps its value and an empty cell clears it`() throws {
    let fixture = try ImportFixture()
    try fixture.importing(
      .users, "user_id,registered_at,name,source,attr_x,attr_y",
      "a,2024-01-01T00:00:00Z,王,ad,1,2")
    let report = try fixture.importing(
      .users, "user_id,registered_at,name,attr_y,attr_z", "a,2024-01-01T00:00:00Z,,,3")
    #expect(counts(report) == [0, 1, 0, 0])
    #expect(
      try fixture.rows(.users) == [
        [
          "user_id": "a", "registered_at": "2024-01-01T00:00:00Z", "source": "ad", "attr_x": "1",
          "attr_z": "3",
        ]
      ])
    let again = try fixture.importing(
      .users, "user_id,registered_at,name,attr_y,attr_z", "a,2024-01-01T00:00:00Z,,,3")
    #expect(counts(again) == [0, 0, 1, 0])
    let bare = try fixture.importing(.users, "user_id,registered_at", "a,2024-01-01T08:00:00+08:00")
    #expect(counts(bare) == [0, 0, 1, 0])
  }

  @Test func `an order is judged beside what is stored when its file lacks the payment`() throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    let first = try fixture.importing(
      .orders, orders, "o,a,2024-02-01T00:00:00Z,paid,100,2024-02-02T00:00:00Z,50,home")
    #expect(counts(first) == [1, 0, 0, 0])
    let second = try fixture.importing(
      .orders, "order_id,user_id,created_at,status,amount_minor",
      "o,b,2024-02-01T00:00:00Z,completed,100", "o,b,2024-02-01T00:00:00Z,completed,49",
      "o,b,2024-02-03T00:00:00Z,completed,100", "new,a,2024-02-03T00:00:00Z,completed,100",
      "late,a,2030-02-03T00:00:00Z,created,100", "late2,a,2030-02-03T00:00:00Z,paid,100")
    #expect(
      rejects(second) == [
        "3 E_ORDER refund_minor", "4 E_ORDER paid_at", "5 E_MISSING paid_at",
        "6 E_FUTURE created_at", "7 E_MISSING paid_at",
      ])
    #expect(
      try fixture.rows(.orders) == [
        [
          "order_id": "o", "user_id": "b", "created_at": "2024-02-01T00:00:00Z",
          "status": "completed", "amount_minor": "100", "paid_at": "2024-02-02T00:00:00Z",
          "refund_minor": "50", "category": "home",
        ]
      ])
    #expect(try fixture.faults() == [])
  }

  @Test(arguments: [
    (
      ImportKind.events, "event_id,user_id,ts,type,object_id",
      "e,a,2024-01-02T00:00:00Z,session,x", "e,a,2024-01-02T00:00:00Z,session,y",
      "event_id,user_id,ts,type", "e,a,2024-01-02T00:00:00Z,session"
    ),
    (
      .touches, "touch_id,user_id,channel,sent_at,purpose,status",
      "t,a,sms,2024-01-02T00:00:00Z,recall,sent", "t,b,sms,2024-01-02T00:00:00Z,recall,sent",
      "touch_id,user_id,channel,sent_at,purpose,status,cost_minor",
      "t,a,sms,2024-01-02T00:00:00Z,recall,,"
    ),
    (
      .assignments, "experiment_id,user_id,arm,assigned_at", "x,a,one,2024-01-02T00:00:00Z",
      "x,a,two,2024-01-02T00:00:00Z", "arm,experiment_id,assigned_at,user_id",
      "one,x,2024-01-02T00:00:00Z,a"
    ),
  ])
  func `the first record stays and a different second is a conflict`(
    kind: ImportKind, header: String, first: String, second: String, shortHeader: String,
    short: String
  ) throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    let report = try fixture.importing(kind, header, first, first, second)
    #expect(counts(report) == [1, 0, 1, 1])
    #expect(rejects(report) == ["4 E_CONFLICT \(kind.keyColumns[0])"])
    let stored = try fixture.rows(kind)
    #expect(counts(try fixture.importing(kind, shortHeader, short)) == [0, 0, 1, 0])
    #expect(try fixture.rows(kind) == stored)
  }

  @Test(arguments: [
    (["granted", "denied"], [1, 1, 0, 0], "denied"),
    (["denied", "granted"], [1, 0, 0, 1], "denied"),
    (["granted", "withdrawn", "denied"], [1, 1, 0, 1], "withdrawn"),
    (["withdrawn", "withdrawn"], [1, 0, 1, 0], "withdrawn"),
  ])
  func `the stricter consent wins`(states: [String], expected: [Int], stored: String) throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    let lines = ["user_id,channel,state,ts"] + states.map { "a,sms,\($0),2024-01-02T00:00:00Z" }
    let report = try fixture.importing([(.consents, lines)]).files[0]
    #expect(counts(report) == expected)
    #expect(try fixture.rows(.consents).map { $0["state"] } == [stored])
  }

  @Test func `a suppression and a number take later knowledge`() throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    let suppressions = try fixture.importing(
      .suppressions, "user_id,scope,from,until,reason", "a,all,2030-01-01T00:00:00Z,,x",
      "a,all,2030-01-01T00:00:00Z,2031-01-01T00:00:00Z,x", "a,sms,2024-01-01T00:00:00Z,soon,",
      "z,sms,2024-01-01T00:00:00Z,soon,")
    #expect(counts(suppressions) == [2, 1, 0, 1])
    #expect(rejects(suppressions) == ["5 E_REF user_id"])
    #expect(suppressions.warnings.map(\.line) == [4])
    let numbers = try fixture.importing(
      .numbers, "number,result", "1,clean", "1,flagged", "1,flagged")
    #expect(counts(numbers) == [1, 1, 1, 0])
  }

  @Test func `refers to records that came earlier in the same call, whatever the flags' order`()
    throws
  {
    let fixture = try ImportFixture()
    let report = try fixture.importing([
      (.consents, ["user_id,channel,state,ts", "a,sms,granted,2024-01-02T00:00:00Z"]),
      (.receipts, ["receipt_id,touch_id,ts,type", "r,t,2024-01-02T00:00:00Z,opened"]),
      (
        .touches,
        ["touch_id,user_id,channel,sent_at,purpose", "t,a,sms,2024-01-02T00:00:00Z,recall"]
      ),
      (.users, users),
    ])
    #expect(report.isStored)
    #expect(report.files.map(\.kind) == [.consents, .receipts, .touches, .users])
    #expect(report.files.map(\.inserted) == [1, 1, 1, 2])
    #expect(try fixture.faults() == [])
  }

  @Test func `a breach in one file stores nothing of any and reports all`() throws {
    let fixture = try ImportFixture()
    let before = try fixture.state()
    let files: [(ImportKind, [String])] = [
      (.users, users),
      (.consents, ["user_id,channel,state,ts", "a,sms,granted,2024-01-02T00:00:00Z"]),
      (.numbers, ["number,result", "1,clean", " 2,clean"]),
    ]
    let report = try fixture.importing(files, limit: .standard)
    #expect(!report.isStored)
    #expect(report.files.map(\.inserted) == [2, 1, 1])
    #expect(report.refused.map(\.kind) == [.numbers])
    #expect(try fixture.state() == before)
    #expect(try fixture.store.factsVersion() == 0)
    let half = try #require(RejectLimit("50%"))
    #expect(try fixture.importing(files, limit: half).isStored)
  }

  @Test func `a file without a required column is refused whole, and so the call`() throws {
    let fixture = try ImportFixture()
    let report = try fixture.importing([(.users, users), (.numbers, ["owner", "x"])])
    #expect(!report.isStored)
    #expect(report.files[1].error == .header)
    #expect(report.files[1].missing == ["number"])
    #expect(report.files[1].rows == 0)
    #expect(try fixture.rows(.users) == [])
    let empty = try fixture.importing([(.users, [])])
    #expect(empty.files[0].missing == ["user_id", "registered_at"])
  }

  @Test func `a dry run reports the same and stores nothing`() throws {
    let fixture = try ImportFixture()
    let before = try fixture.state()
    let trial = try fixture.importing([(.users, users)], isDryRun: true)
    #expect(!trial.isStored && trial.files[0].inserted == 2)
    #expect(try fixture.state() == before)
  }

  @Test func `counts the imports that changed something`() throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    #expect(try fixture.store.factsVersion() == 1)
    try fixture.importing([(.users, users)])
    #expect(try fixture.store.factsVersion() == 1)
    let touches = try fixture.store.touchVersion()
    try fixture.importing(
      .consents, "user_id,channel,state,ts", "a,sms,granted,2024-01-02T00:00:00Z")
    #expect(try fixture.store.factsVersion() == 2)
    #expect(try fixture.store.touchVersion() == touches + 1)
  }

  @Test func `contacts lost by a crash between the two files come back by importing again`() throws
  {
    let fixture = try ImportFixture()
    let files: [(ImportKind, [String])] = [
      (.users, users),
      (.consents, ["user_id,channel,state,ts", "a,sms,denied,2024-01-02T00:00:00Z"]),
    ]
    try fixture.importing(files)
    let whole = try fixture.state()
    // What a crash after the commit of the facts leaves behind.
    try fixture.store.writeLedger { try $0.execute(sql: "DELETE FROM consent") }
    let report = try fixture.importing(files)
    #expect(report.files.map(\.same) == [2, 0])
    #expect(report.files.map(\.inserted) == [0, 1])
    #expect(try fixture.state() == whole)
  }

  @Test func `what a source or the progress throws undoes the import`() throws {
    struct Stop: Error, Equatable {}
    let fixture = try ImportFixture()
    let before = try fixture.state()
    let bytes = Array(users.joined(separator: "\n").utf8)
    #expect(throws: Stop()) {
      try fixture.store.importFiles(
        [.bytes(bytes, .users)], rules: ImportFixture.rules(), progress: { _ in throw Stop() })
    }
    #expect(throws: Stop()) {
      try fixture.store.importFiles(
        [.bytes(bytes, .users), ImportSource(kind: .orders, name: "x") { _ in throw Stop() }],
        rules: ImportFixture.rules())
    }
    #expect(try fixture.state() == before)
    #expect(try fixture.importing([(.users, users)]).isStored)
    let schema = try fixture.store.readFacts {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    }
    #expect(Set(schema) == ["order_by_user", "event_by_user", "touch_by_user", "receipt_by_touch"])
  }

  @Test func `the schema guards the rows again after an import`() throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, users)])
    #expect(throws: StoreError.self) {
      try fixture.store.writeFacts {
        try $0.execute(sql: "INSERT INTO event (event_id, user, at, type) VALUES ('e', 99, 0, 'x')")
      }
    }
    #expect(throws: StoreError.self) {
      try fixture.store.writeFacts { try $0.execute(sql: "UPDATE user SET vip = 7") }
    }
  }
}
