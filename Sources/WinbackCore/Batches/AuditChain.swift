/// One act in the audit trail, bound to all before it.
public struct AuditEntry: Hashable, Sendable {
  public var seq: Int64
  public var at: Instant
  /// An operator's id, or `system`.
  public var actor: String
  /// Such as `batch.submit`.
  public var action: String
  /// Such as `batch/b1`.
  public var object: String
  public var detail: CanonicalJSON
  public var prevHash: String
  public var hash: String

  public init(
    seq: Int64, at: Instant, actor: String, action: String, object: String, detail: CanonicalJSON,
    prevHash: String, hash: String
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.action = action
    self.object = object
    self.detail = detail
    self.prevHash = prevHash
    self.hash = hash
  }

  /// The entry that follows `previous` (nil for the first).
  public init(
    after previous: (seq: Int64, hash: String)?, at: Instant, actor: String, action: String,
    object: String, detail: CanonicalJSON
  ) {
    self.init(
      seq: (previous?.seq ?? 0) + 1, at: at, actor: actor, action: action, object: object,
      detail: detail.normalized, prevHash: previous?.hash ?? AuditChain.origin, hash: "")
    hash = computedHash
  }

  /// SHA-256(prev_hash ‖ LF ‖ canonical JSON of the rest).
  public var computedHash: String {
    let content = CanonicalJSON.object([
      "seq": .integer(seq), "ts": .text(at.rfc3339), "actor": .text(actor),
      "action": .text(action), "object": .text(object), "detail": detail,
    ])
    return Digest.sha256(Array(prevHash.utf8) + [0x0A] + content.bytes)
  }
}

/// Checks that an audit trail is whole, entry by entry, in constant memory.
public struct AuditChain {
  /// What the first entry follows.
  public static let origin = String(repeating: "0", count: 64)

  public enum Fault: String, Hashable, Sendable {
    case gap = "seq_gap"
    case broken = "prev_hash_mismatch"
    case changed = "hash_mismatch"
    /// The last entry is not the one anchored outside the store: the tail was cut.
    case head = "head_mismatch"
  }

  public struct Result: Hashable, Sendable {
    public var entries: Int64
    /// nil while all entries are good, and for a cut tail.
    public var firstBadSeq: Int64?
    public var fault: Fault?

    public var isIntact: Bool { fault == nil }
  }

  private var last: (seq: Int64, hash: String)?
  private var result = Result(entries: 0, firstBadSeq: nil, fault: nil)

  public init() {}

  /// Takes the next entry in the order of the store.
  public mutating func check(_ entry: AuditEntry) {
    result.entries += 1
    guard result.fault == nil else { return }
    if entry.seq != (last?.seq ?? 0) + 1 {
      result.fault = .gap
    } else if entry.prevHash != last?.hash ?? AuditChain.origin {
      result.fault = .broken
    } else if entry.hash != entry.computedHash {
      result.fault = .changed
    }
    if result.fault != nil { result.firstBadSeq = entry.seq }
    last = (entry.seq, entry.hash)
  }

  /// The verdict, after the last entry.
  ///
  /// - Parameter anchoredHead: The hash of the last entry as kept outside the store; nil when nothing
  ///   was anchored yet.
  public func finish(anchoredHead: String?) -> Result {
    var result = result
    if result.fault == nil, let anchoredHead, anchoredHead != last?.hash ?? AuditChain.origin {
      result.fault = .head
    }
    return result
  }
}
