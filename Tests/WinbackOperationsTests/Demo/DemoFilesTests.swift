import Testing
import WinbackCore
import WinbackOperations

/// The rules of import, said again for the demo's files: no row of theirs may be refused or warned of.
struct DemoFilesTests {
  private static let asOf = Instant(seconds: 1_790_000_000)
  private static let rows = Dictionary(
    uniqueKeysWithValues: DemoWorld(seed: 3, users: 2000, asOf: asOf).files().map {
      ($0.kind, read($0.bytes))
    })

  private static func read(_ bytes: [UInt8]) -> [[String: String]] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first else { return [] }
    let header = first.split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // A row of another length gives no row that could satisfy a rule.
      return cells.count == header.count
        ? Dictionary(uniqueKeysWithValues: zip(header, cells)) : [:]
    }
  }

  private static let required: [String: [String]] = [
    "users": ["user_id", "registered_at"],
    "orders": ["order_id", "user_id", "created_at", "status", "amount_minor"],
    "events": ["event_id", "user_id", "ts", "type"],
    "consents": ["user_id", "channel", "state", "ts"],
    "touches": ["touch_id", "user_id", "channel", "sent_at", "purpose"],
    "receipts": ["receipt_id", "touch_id", "ts", "type"],
    "suppressions": ["user_id", "scope", "from"],
    "assignments": ["experiment_id", "user_id", "arm", "assigned_at"], "numbers": ["number"],
  ]

  private static let instants = Set([
    "registered_at", "member_expires_at", "closed_at", "created_at", "paid_at", "dispatched_at",
    "promised_at", "refunded_at", "ts", "sent_at", "from", "until", "assigned_at",
    "last_checked_at",
  ])

  private static let choices: [String: Set<String>] = [
    "app_type": Set(AppType.allCases.map(\.rawValue)),
    "dispatch_issue": Set(Order.DispatchIssue.allCases.map(\.rawValue)),
    "kind": Set(Order.Kind.allCases.map(\.rawValue)), "currency": ["CNY"],
    "channel": Set(Channel.allCases.map(\.rawValue)),
    "scope": Set(Channel.allCases.map(\.rawValue) + ["all"]),
    "state": ["granted", "denied", "withdrawn"],
    "purpose": Set(Touch.Purpose.allCases.map(\.rawValue)), "vip": ["0", "1"],
    "app_installed": ["0", "1"], "result": ["clean", "flagged", "unknown"],
  ]

  private func isGood(_ kind: String, _ column: String, _ value: String) -> Bool {
    if value.isEmpty { return !(Self.required[kind] ?? []).contains(column) }
    if Self.instants.contains(column) { return Instant(rfc3339: value) != nil }
    if column.hasSuffix("_minor") || column == "value" || column == "step_no" {
      return value.utf8.count <= 15 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    if let choices = Self.choices[column] { return choices.contains(value) }
    switch (kind, column) {
    case ("orders", "status"): return Order.Status(rawValue: value) != nil
    case ("touches", "status"): return Touch.Status(rawValue: value) != nil
    case ("receipts", "type"): return Receipt.Kind(rawValue: value) != nil
    case ("events", "type"):
      return UserEvent.isActivity(value)
        || ["reward", "push_disabled", "complaint_resolved"].contains(value)
    case (_, "phone"): return value.count == 11 && value.hasPrefix("1") && Int(value) != nil
    case (_, "email"): return value.split(separator: "@").count == 2 && value.contains("example.")
    case (_, "tz"): return Zone(identifier: value) != nil
    case (_, "region"): return value.count == 5 && value.hasPrefix("CN-")
    default: return IdentifierRule.isValid(value)
    }
  }

  @Test(arguments: required.keys.sorted())
  func `has only values that import takes`(kind: String) throws {
    let rows = try #require(Self.rows[kind])
    #expect(!rows.isEmpty)
    for row in rows {
      let bad = row.filter { !isGood(kind, $0.key, $0.value) }
      #expect(!row.isEmpty && bad.isEmpty, "\(kind) \(bad)")
    }
  }

  @Test func `has each key once and names only what is there`() throws {
    func keys(_ kind: String, _ columns: [String]) -> [String] {
      (Self.rows[kind] ?? []).map { row in columns.map { row[$0] ?? "" }.joined(separator: " ") }
    }
    let users = Set(keys("users", ["user_id"]))
    let touches = Set(keys("touches", ["touch_id"]))
    for (kind, columns) in [
      ("users", ["user_id"]), ("users", ["phone"]), ("orders", ["order_id"]),
      ("events", ["event_id"]), ("consents", ["user_id", "channel", "ts"]),
      ("touches", ["touch_id"]), ("receipts", ["receipt_id"]), ("numbers", ["number"]),
      ("assignments", ["experiment_id", "user_id"]),
    ] {
      let found = keys(kind, columns).filter { !$0.isEmpty }
      #expect(Set(found).count == found.count, "\(kind) \(columns)")
    }
    for kind in ["orders", "events", "consents", "touches", "suppressions", "assignments"] {
      #expect(users.isSuperset(of: keys(kind, ["user_id"])), "\(kind)")
    }
    #expect(touches.isSuperset(of: keys("receipts", ["touch_id"])))
    #expect(touches.isSuperset(of: keys("orders", ["touch_id"]).filter { !$0.isEmpty }))
  }

  @Test func `has orders that agree with themselves`() throws {
    for row in try #require(Self.rows["orders"]) {
      let created = try #require(Instant(rfc3339: row["created_at"] ?? ""))
      let paid = Instant(rfc3339: row["paid_at"] ?? "")
      let isUnpaid = ["created", "cancelled"].contains(row["status"])
      #expect(created <= Self.asOf)
      #expect(isUnpaid == (paid == nil), "\(row)")
      #expect(paid.map { $0 >= created && $0 <= Self.asOf } ?? true, "\(row)")
      #expect((Int(row["refund_minor"] ?? "") ?? 0) <= (Int(row["amount_minor"] ?? "") ?? 0))
    }
  }
}
