import Testing
import WinbackCore

struct ImportParserTests {
  private func parse(
    _ kind: ImportKind, _ lines: [String], now: String = "2024-06-30T02:00:00Z"
  ) throws -> (header: ImportHeader, batch: ImportBatch) {
    try parse(kind, Array(lines.joined(separator: "\n").utf8), now: now)
  }

  private func parse(
    _ kind: ImportKind, _ bytes: [UInt8], now: String = "2024-06-30T02:00:00Z"
  ) throws -> (header: ImportHeader, batch: ImportBatch) {
    let rules = ImportRules(
      now: try #require(Instant(rfc3339: now)), currency: "CNY", rejectLimit: .none)
    var isRead = false
    var parser = try ImportParser(kind, rules: rules) { space in
      guard !isRead else { return 0 }
      isRead = true
      space.copyBytes(from: bytes)
      return bytes.count
    }
    return (parser.header, try parser.nextBatch(limit: 1000) ?? ImportBatch())
  }

  /// One row of which a few columns are given and the others are good.
  private func fault(_ kind: ImportKind, _ given: [String: String]) throws -> [String] {
    let good: [ImportKind: [String: String]] = [
      .users: ["user_id": "u", "registered_at": "2024-01-01T00:00:00Z"],
      .orders: [
        "order_id": "o", "user_id": "u", "created_at": "2024-01-01T00:00:00Z", "status": "paid",
        "amount_minor": "100", "paid_at": "2024-01-01T00:00:00Z", "refund_minor": "",
      ],
      .events: [
        "event_id": "e", "user_id": "u", "ts": "2024-01-01T00:00:00Z", "type": "session",
      ],
      .consents: [
        "user_id": "u", "channel": "sms", "state": "granted", "ts": "2024-01-01T00:00:00Z",
      ],
      .touches: [
        "touch_id": "t", "user_id": "u", "channel": "sms", "sent_at": "2024-01-01T00:00:00Z",
        "purpose": "recall",
      ],
      .receipts: [
        "receipt_id": "r", "touch_id": "t", "ts": "2024-01-01T00:00:00Z", "type": "opened",
      ],
      .suppressions: ["user_id": "u", "scope": "all", "from": "2024-01-01T00:00:00Z"],
      .assignments: [
        "experiment_id": "x", "user_id": "u", "arm": "a", "assigned_at": "2024-01-01T00:00:00Z",
      ],
      .numbers: ["number": "4001", "owner": "desk"],
    ]
    let row = try #require(good[kind]).merging(given) { $1 }
    let columns = row.keys.sorted()
    let lines = [
      columns.joined(separator: ","), columns.map { row[$0] ?? "" }.joined(separator: ","),
    ]
    let batch = try parse(kind, lines).batch
    #expect(batch.fileRows == 1)
    return batch.rejects.map { "\($0.code.rawValue) \($0.column)" }
      + batch.warnings.map { "\($0.warning.code.rawValue) \($0.warning.column)" }
  }

  private typealias Judged = (kind: ImportKind, column: String, cell: String, code: String)

  private static let judged: [Judged] = [
    (.users, "user_id", "", "E_MISSING"), (.users, "user_id", " u", "E_ID"),
    (.users, "user_id", "   ", "E_ID"), (.users, "user_id", "a\u{7}b", "E_ID"),
    (
      .users, "user_id", "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu", "E_ID"
    ),
    (.users, "user_id", "用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用用", ""),
    (.users, "user_id", "\u{3000}u", "E_ID"), (.users, "user_id", "a b", ""),
    (.users, "registered_at", "  ", "E_MISSING"), (.users, "registered_at", "2024-01-03", "E_TIME"),
    (.users, "registered_at", "2024-01-04T00:00:00", "E_TIME"),
    (.users, "registered_at", "2024-01-04t00:00:00z", "E_TIME"),
    (.users, "registered_at", " 2024-01-04T00:00:00+08:00 ", ""),
    (.users, "registered_at", "2023-02-29T00:00:00Z", "E_TIME"),
    (.users, "registered_at", "2024-06-30T02:05:00Z", ""),
    (.users, "registered_at", "2024-06-30T02:05:01Z", "E_FUTURE"),
    (.users, "phone", "(138) 0000-0001", ""), (.users, "phone", "+1 202 555 0100", ""),
    (.users, "phone", "12800000001", "W_PHONE"), (.users, "phone", "1380000000", "W_PHONE"),
    (.users, "phone", "+123456", "W_PHONE"), (.users, "phone", "+1234567890123456", "W_PHONE"),
    (.users, "email", "a@b", "W_EMAIL"), (.users, "email", "a@b@c.d", "W_EMAIL"),
    (.users, "email", "@b.c", "W_EMAIL"), (.users, "email", "a@b.c", ""),
    (.users, "tz", "Mars/Olympus", "W_TZ"), (.users, "tz", "Asia/Urumqi", ""),
    (.users, "region", "cn", "W_REGION"), (.users, "region", "CN-", "W_REGION"),
    (.users, "region", "CN-65", ""), (.users, "region", "CN-6501", "W_REGION"),
    (.users, "app_type", "game", "W_ENUM"), (.users, "vip", "true", "W_ENUM"),
    (.users, "member_expires_at", "soon", "W_TIME"), (.users, "closed_at", "soon", "W_TIME"),
    (.users, "acquisition_cost_minor", "1.5", "E_MONEY"),
    (.users, "acquisition_cost_minor", "", ""),
    (.orders, "status", "shipped", "E_ENUM"), (.orders, "amount_minor", "+5", "E_MONEY"),
    (.orders, "amount_minor", "1000000000000000", "E_MONEY"),
    (.orders, "amount_minor", "999999999999999", ""), (.orders, "amount_minor", "0", ""),
    (.orders, "currency", "USD", "E_CURRENCY"), (.orders, "currency", " CNY ", ""),
    (.orders, "paid_at", "then", "E_TIME"), (.orders, "paid_at", "", "E_MISSING"),
    (.orders, "paid_at", "2023-12-31T23:59:59Z", "E_ORDER"),
    (.orders, "refund_minor", "101", "E_ORDER"), (.orders, "refund_minor", "100", ""),
    (.orders, "refund_minor", "x", "E_MONEY"), (.orders, "discount_minor", "x", "E_MONEY"),
    (.orders, "dispatch_issue", "lost", "W_ENUM"), (.orders, "dispatched_at", "x", "W_TIME"),
    (.orders, "refunded_at", "x", "W_TIME"), (.orders, "kind", "gift", "W_ENUM"),
    (.events, "type", "dance", "E_ENUM"), (.events, "type", "x_lottery_2", ""),
    (.events, "type", "x_", "E_ENUM"), (.events, "type", "x_UP", "E_ENUM"),
    (.events, "type", "complaint_resolved", ""), (.events, "value", "ten", "W_MONEY"),
    (.consents, "channel", "pigeon", "E_ENUM"), (.consents, "state", "yes", "E_ENUM"),
    (.consents, "ts", "2024-07-30T00:00:00Z", "E_FUTURE"),
    (.touches, "purpose", "promo", "E_ENUM"), (.touches, "status", "maybe", "W_ENUM"),
    (.touches, "step_no", "one", "W_INT"), (.touches, "step_no", "-1", "W_INT"),
    (.touches, "step_no", "12", ""), (.touches, "cost_minor", "-1", "E_MONEY"),
    (.receipts, "type", "read", "E_ENUM"), (.receipts, "ts", "", "E_MISSING"),
    (.suppressions, "scope", "some", "E_ENUM"), (.suppressions, "scope", "email", ""),
    (.suppressions, "from", "2030-01-01T00:00:00Z", ""), (.suppressions, "until", "x", "W_TIME"),
    (.assignments, "arm", " ", "E_MISSING"), (.assignments, "assigned_at", "x", "E_TIME"),
    (.numbers, "number", "", "E_MISSING"), (.numbers, "result", "dirty", "W_ENUM"),
    (.numbers, "last_checked_at", "2030-01-01T00:00:00Z", ""),
  ]

  @Test(arguments: judged)
  func `judges a value`(kind: ImportKind, column: String, value: String, code: String) throws {
    #expect(try fault(kind, [column: value]) == (code.isEmpty ? [] : ["\(code) \(column)"]))
  }

  @Test(arguments: ["created", "cancelled"])
  func `an order need not be paid before it is`(status: String) throws {
    #expect(try fault(.orders, ["status": status, "paid_at": ""]) == [])
  }

  @Test func `reports the first failing column in the order of the kind and no warnings`() throws {
    let lines = [
      "vip,amount,registered_at,user_id", "2,,yesterday, u", "2,,yesterday,u", "2,,,u",
    ]
    let batch = try parse(.users, lines).batch
    #expect(
      batch.rejects == [
        ImportReject(line: 2, code: .id, column: "user_id"),
        ImportReject(line: 3, code: .time, column: "registered_at"),
        ImportReject(line: 4, code: .missing, column: "registered_at"),
      ])
    #expect(batch.warnings.isEmpty)
  }

  @Test func `a column rule comes before a row rule, and that before the time`() throws {
    let late = ["created_at": "2030-01-02T00:00:00Z", "paid_at": "2030-01-01T00:00:00Z"]
    #expect(try fault(.orders, late) == ["E_ORDER paid_at"])
    #expect(
      try fault(.orders, late.merging(["refund_minor": "x"]) { $1 }) == ["E_MONEY refund_minor"])
    #expect(
      try fault(.orders, late.merging(["paid_at": "2030-01-02T00:00:00Z"]) { $1 })
        == ["E_FUTURE created_at"])
  }

  @Test func `counts fields against the header`() throws {
    let batch = try parse(
      .numbers, ["number,owner", "1", "2,a", "3,a,b", "\"4,a"]
    ).batch
    #expect(batch.count == 1)
    #expect(
      batch.rejects == [2, 4, 5].map { ImportReject(line: $0, code: .columns, column: "") })
  }

  @Test func `names the column whose bytes are not UTF-8`() throws {
    let bytes =
      Array("number,owner,note\n1,".utf8) + [0xC9, 0xCF] + Array(",\n2,a,".utf8) + [0xC9]
      + Array("\n3,a\u{0}b,\n".utf8)
    let batch = try parse(.numbers, bytes).batch
    #expect(
      batch.rejects == [
        ImportReject(line: 2, code: .columns, column: "owner"),
        ImportReject(line: 4, code: .columns, column: "owner"),
      ])
    #expect(batch.count == 1)
  }

  @Test func `knows the columns of a file, whatever their order`() throws {
    let header = ImportHeader(
      [" registered_at", "nickname", "attr_city", "user_id", "attr_", "user_id", "attr_age"],
      kind: .users)
    #expect(header.missing == [])
    #expect(header.ignored == ["nickname", "attr_", "user_id"])
    #expect(header.attributes.map(\.name) == ["age", "city"])
    #expect(header.places.prefix(2) == [3, 0])
    #expect(ImportHeader(["id"], kind: .orders).missing.first == "order_id")
    #expect(ImportHeader(["attr_city"], kind: .numbers).ignored == ["attr_city"])
  }

  @Test func `normalises what it keeps`() throws {
    let batch = try parse(
      .users,
      [
        "user_id,registered_at,phone,email,name,attr_b,attr_a",
        "u,2024-01-01T08:00:00.9+08:00,１,,,,",
        "v,2024-01-01T08:00:00+08:00,138-0000 0001,A@B.CN,\u{3000}王 \u{3000},\" \"\"q\"\"\n\",x",
      ]
    ).batch
    #expect(batch.warnings.map(\.warning.code) == [.emptiedPhone])
    let width = ImportKind.users.width
    let cells = Array(batch.cells[width...])
    #expect(cells[1] == .integer(1_704_067_200))
    #expect(batch.string(cells[2]) == "+8613800000001")
    #expect(batch.string(cells[3]) == "A@b.cn")
    #expect(batch.string(cells[ImportKind.users.place("name")]) == "王")
    #expect(batch.string(cells[width - 1]) == #"{"a":"x","b":"\"q\""}"#)
  }

  @Test(arguments: [
    ("1%", 100, 1, false), ("1%", 100, 2, true), ("1%", 99, 1, true), ("0.5", 200, 1, false),
    ("0.5 %", 199, 1, true), ("100%", 3, 3, false), ("0", 10, 1, true), ("0%", 0, 0, false),
    ("33.3333%", 3, 1, true), ("33.3334%", 3, 1, false),
  ])
  func `the limit is the floor of its share of the rows`(
    text: String, rows: Int, rejected: Int, isBroken: Bool
  ) throws {
    let limit = try #require(RejectLimit(text))
    #expect(limit.isBroken(rejected: rejected, of: rows) == isBroken)
  }

  @Test(arguments: ["", "%", "101%", "-1", "1.23456", "1e2", "1.", ".5", "a"])
  func `refuses what is no percentage`(text: String) {
    #expect(RejectLimit(text) == nil)
  }

  @Test(arguments: [("1%", "1%"), ("0.50", "0.5%"), ("100", "100%"), ("12.0305%", "12.0305%")])
  func `writes a limit`(text: String, expected: String) {
    #expect(RejectLimit(text)?.text == expected)
  }

  @Test func `every code and kind has words in both languages`() {
    for code in ImportCode.allCases {
      #expect(!code.words(.zh).isEmpty && code.words(.zh) != code.words(.en))
    }
    for kind in ImportKind.allCases {
      #expect(!kind.words(.zh).isEmpty && kind.words(.zh) != kind.words(.en))
    }
  }

  @Test func `keeps the first places and counts all`() {
    var report = ImportFileReport(kind: .users, file: "f")
    let kept = ImportFileReport.keptPlaces
    for start in stride(from: 0, to: kept + 2000, by: 1000) {
      report.note(
        (start..<(start + 1000)).map { ImportReject(line: $0 * 2 + 2, code: .id, column: "c") })
    }
    report.note([ImportReject(line: 3, code: .conflict, column: "c")])
    #expect(report.rejected == kept + 2001)
    #expect(report.rows == report.rejected)
    #expect(report.rejects.count == kept)
    #expect(report.rejects.prefix(3).map(\.line) == [2, 3, 4])
  }
}
