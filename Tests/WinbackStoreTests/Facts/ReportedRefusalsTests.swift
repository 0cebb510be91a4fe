import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

struct ReportedRefusalsTests {
  /// An unsubscribe that another system's receipts report stops our messages on that channel.
  @Test(arguments: [("unsubscribed", false, true), ("complained", false, false)])
  func `imported refusals count as suppressions`(
    type: String, smsAllowed: Bool, emailAllowed: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let store = try WorkspaceStore(folder: folder.url)
    let now = try #require(Instant(rfc3339: "2024-06-30T02:00:00Z"))
    let texts: [(ImportKind, String)] = [
      (.users, "user_id,registered_at\nu1,2024-01-01T00:00:00Z\n"),
      (
        .touches,
        "touch_id,user_id,channel,sent_at,purpose\nt1,u1,sms,2024-05-01T00:00:00Z,recall\n"
      ),
      (.receipts, "receipt_id,touch_id,ts,type\nr1,t1,2024-05-01T01:00:00Z,\(type)\n"),
    ]
    let sources = texts.map { ImportSource.bytes(Array($1.utf8), $0) }
    let report = try store.importFiles(
      sources, rules: ImportRules(now: now, currency: "CNY"), isDryRun: false)
    #expect(report.isStored)
    let book = try store.contactBook(at: now)
    #expect(book.isSuppressed("u1", on: .sms) == !smsAllowed)
    #expect(book.isSuppressed("u1", on: .email) == !emailAllowed)
    let own = try store.contactBook(of: "u1", at: now)
    #expect(own.isSuppressed("u1", on: .sms) == !smsAllowed)
  }
}
