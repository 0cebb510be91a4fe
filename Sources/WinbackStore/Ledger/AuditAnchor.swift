import Foundation
import GRDB
public import WinbackCore

/// The newest entry of the audit trail as kept beside the store, `data/audit.head`, so that a cut tail
/// shows.
///
/// Before a transaction that appends commits, its entry is announced here and made durable; after the
/// commit it is confirmed. A crash in between leaves both heads, and the store may show either. All
/// writing happens while the ledger is locked for writing, so processes cannot overtake each other.
struct AuditAnchor: Sendable {
  let file: URL

  struct Heads: Equatable {
    /// The head before the last appending transaction, or after it once that is confirmed.
    var confirmed: String
    /// What the head becomes if that transaction commits; nil once it is confirmed.
    var announced: String?
  }

  /// What is kept; nil before the first entry and when the file cannot be read.
  func read() -> Heads? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    guard let first = lines.first?.last else { return nil }
    return Heads(
      confirmed: String(first), announced: lines.dropFirst().first?.last.map(String.init))
  }

  func announce(_ next: (seq: Int64, hash: String), after head: (seq: Int64, hash: String)?) throws
  {
    try write(
      "\(head?.seq ?? 0) \(head?.hash ?? AuditChain.origin)\nnext \(next.seq) \(next.hash)\n",
      isDurable: true)
  }

  func confirm(_ head: (seq: Int64, hash: String)) throws {
    try write("\(head.seq) \(head.hash)\n", isDurable: false)
  }

  private func write(_ text: String, isDurable: Bool) throws {
    let draft = file.deletingLastPathComponent().appending(path: ".audit.head.new")
    func fail() -> StoreError {
      .noAccess(file.lastPathComponent, reason: String(cString: strerror(errno)))
    }
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o660)
    guard descriptor >= 0 else { throw fail() }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count,
      !isDurable || fsync(descriptor) == 0, rename(draft.path, file.path) == 0
    else { throw fail() }
  }
}

extension WorkspaceStore {
  private var anchor: AuditAnchor { AuditAnchor(file: folder.appending(path: "audit.head")) }

  /// Changes the ledger in one transaction, which a thrown error undoes, and keeps the head of the
  /// audit trail beside it.
  func writeLedger<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard !isReadOnly else { throw StoreError.readOnly }
    return try StoreError.catching("ledger.sqlite") {
      let (value, isAppended) = try ledger.write { database in
        let before = try Self.head(database)
        let value = try body(database)
        guard let after = try Self.head(database), after.seq != before?.seq else {
          return (value, false)
        }
        try anchor.announce(after, after: before)
        return (value, true)
      }
      if isAppended {
        // The change is stored whatever becomes of this; the announcement says the same.
        try? ledger.write { database in
          if let head = try Self.head(database) { try anchor.confirm(head) }
        }
      }
      return value
    }
  }

  /// Checks the whole audit trail, and its head against the one kept beside the store.
  public func verifyAudit() throws -> AuditChain.Result {
    while true {
      let heads = anchor.read()
      var chain = AuditChain()
      var last: String?
      try forEachAuditEntry { entry in
        chain.check(entry)
        last = entry.hash
      }
      // Entries without any head beside them are as doubtful as another head.
      let expected =
        last != nil && last == heads?.announced ? last : heads?.confirmed ?? AuditChain.origin
      let result = chain.finish(anchoredHead: expected)
      // Somebody may have appended while we read.
      if result.fault == .head, anchor.read() != heads { continue }
      return result
    }
  }
}
