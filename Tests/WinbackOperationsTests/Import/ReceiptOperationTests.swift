import Testing
import WinbackCore
import WinbackStore

@testable import WinbackOperations

struct ReceiptOperationTests {
  private let head = "receipt_id,touch_id,ts,type,detail\n"
  private let later = "2024-06-30T03:00:00Z"

  private func run(
    _ shop: BatchWorkspace, _ rows: String, limit: RejectLimit = .standard,
    by person: String = "sam"
  ) throws -> ReceiptOperation.Report {
    try ReceiptOperation(
      input: .bytes(Array((head + rows).utf8), named: "r.csv", kind: .receipts), rejectLimit: limit
    ).run(in: shop.session(person, at: later))
  }

  /// A shop whose only batch went out, with the keys of its messages by user.
  private func sent() throws -> (shop: BatchWorkspace, keys: [String: String]) {
    let shop = try BatchWorkspace(users: 4)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    _ = try sender.dispatch()
    var keys: [String: String] = [:]
    try sender.store.forEachRecipient(of: id) { keys[$0.user.text] = $0.key }
    return (shop, keys)
  }

  private func key(_ keys: [String: String], _ user: String) throws -> String {
    try #require(keys[user])
  }

  @Test func `takes in what a provider reports of our messages`() throws {
    let (shop, keys) = try sent()
    let rows = """
      r1,\(try key(keys, "u001")),2024-06-30T02:10:00Z,delivered,
      r2,\(try key(keys, "u002")),2024-06-30T02:10:00Z,failed_perm,UNDELIV
      r3,\(try key(keys, "u003")),2024-06-30T02:11:00Z,unsubscribed,R
      r4,somebody-elses,2024-06-30T02:11:00Z,delivered,

      """
    let report = try run(shop, rows)
    #expect(report.isStored)
    #expect(report.file.rows == 4)
    #expect(report.file.inserted == 4)
    #expect(report.aside == 1)
    #expect(report.suppressed == 1)
    let session = try shop.session("sam", at: later)
    #expect(try session.store.contactBook(at: session.clock.now()).isSuppressed("u003", on: .sms))
    #expect(try session.store.ownReceipts(of: "u002").map(\.detail) == ["UNDELIV"])
    #expect(try session.verifyAudit().isIntact)
    for language in Language.allCases {
      #expect(report.words(language).split(separator: "\n").count >= 4)
    }

    let again = try run(shop, rows)
    #expect(again.isStored)
    #expect(again.file.same == 4)
    #expect(again.file.changes == 0)
  }

  @Test func `names the line of a receipt that says something else now`() throws {
    let (shop, keys) = try sent()
    let one = try key(keys, "u001")
    _ = try run(shop, "r1,\(one),2024-06-30T02:10:00Z,accepted,\n")
    let rows = """
      r1,\(one),2024-06-30T02:10:00Z,delivered,
      r2,\(one),2024-06-30T02:12:00Z,opened,

      """
    let refused = try run(shop, rows)
    #expect(!refused.isStored)
    #expect(refused.file.rejects == [ImportReject(line: 2, code: .conflict, column: "receipt_id")])
    #expect(try shop.session("sam").store.ownReceipts(of: "u001").count == 1)
    #expect(try run(shop, rows, limit: .none).isStored)
    #expect(
      try shop.session("sam").store.ownReceipts(of: "u001").map(\.kind) == [.accepted, .opened])
  }

  @Test func `refuses a file without its columns, and people without a part in sending`() throws {
    let (shop, _) = try sent()
    let report = try ReceiptOperation(
      input: .bytes(Array("receipt_id,ts\n".utf8), named: "r.csv", kind: .receipts)
    ).run(in: shop.session("sam", at: later))
    #expect(!report.isStored)
    #expect(report.file.missing == ["touch_id", "type"])
    try shop.session("admin").addOperator(
      Operator(
        id: "eve", name: "eve", roles: [.viewer],
        publicKey: "\(try shop.session("admin").makeKey(for: "eve"))"))
    #expect(throws: IdentityError.self) { try run(shop, "", by: "eve") }
  }
}
