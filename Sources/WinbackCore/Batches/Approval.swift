/// A second person's signed consent to exactly one content.
public struct Approval: Hashable, Sendable {
  public var batch: Batch.ID
  public var version: Int
  public var operatorID: Operator.ID
  public var at: Instant
  public var contentHash: String
  public var messagesHash: String
  public var recipients: Int
  public var note: String
  /// Base64 of the Ed25519 signature over ``statement``.
  public var signature: String
  /// Taken back within the cooling time, or voided by an edit.
  public var isVoid: Bool

  public init(
    batch: Batch.ID, version: Int, operatorID: Operator.ID, at: Instant, contentHash: String,
    messagesHash: String, recipients: Int, note: String = "", signature: String = "",
    isVoid: Bool = false
  ) {
    self.batch = batch
    self.version = version
    self.operatorID = operatorID
    self.at = at
    self.contentHash = contentHash
    self.messagesHash = messagesHash
    self.recipients = recipients
    self.note = note
    self.signature = signature
    self.isVoid = isVoid
  }

  /// How long an approval counts.
  public static let validHours: Int64 = 24

  /// Tells whether it counts at `now` for the content with `contentHash`.
  public func isValid(for contentHash: String, at now: Instant) -> Bool {
    !isVoid && self.contentHash == contentHash && now < at.adding(hours: Self.validHours)
  }

  /// What is signed.
  public var statement: SignedStatement {
    SignedStatement(
      action: "approve", at: at, batch: batch, contentHash: contentHash,
      messagesHash: messagesHash, operatorID: operatorID, recipients: recipients, version: version)
  }
}

/// Why somebody may not approve, the first rule that fails.
public enum ApprovalRefusal: String, Error, Hashable, Sendable {
  /// He has not the role.
  case role = "AP_ROLE"
  /// He created, edited or submitted it.
  case own = "AP_SELF"
  /// The hash he names is not the present one.
  case hash = "AP_HASH"
  /// His earlier approval still counts.
  case twice = "AP_DUP"
}

/// The rules by which approvals count.
public enum ApprovalRules {
  /// Judges an approval before it is stored; nil when it may be.
  ///
  /// - Parameters:
  ///   - present: The content hash the batch has now.
  ///   - named: The content hash the approver saw.
  public static func refusal(
    by approver: Operator, authors: Set<Operator.ID>, present: String, named: String,
    earlier: [Approval], at now: Instant
  ) -> ApprovalRefusal? {
    if approver.isRevoked || !approver.roles.contains(.approver) { return .role }
    if authors.contains(approver.id) { return .own }
    if named != present { return .hash }
    let repeated = earlier.contains {
      $0.operatorID == approver.id && $0.isValid(for: present, at: now)
    }
    return repeated ? .twice : nil
  }

  /// The approvals that count at `now`, one per approver.
  public static func valid(_ approvals: [Approval], for present: String, at now: Instant)
    -> [Approval]
  {
    var seen: Set<Operator.ID> = []
    return approvals.filter {
      $0.isValid(for: present, at: now) && seen.insert($0.operatorID).inserted
    }
  }
}

extension ApprovalRefusal: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .role:
      language.pick(
        zh: "AP_ROLE：需要审批人角色；请审批人操作，或用 :operator 切换身份",
        en: "AP_ROLE: this takes the role approver; ask an approver, or change with :operator")
    case .own:
      language.pick(
        zh: "AP_SELF：创建、编辑或提交过该批次的人不能审批它；请另一位审批人操作",
        en:
          "AP_SELF: who created, edited or submitted a batch cannot approve it; ask another approver"
      )
    case .hash:
      language.pick(
        zh: "AP_HASH：批次内容已变，不是你看到的那一份；请重新查看后再批准",
        en: "AP_HASH: the batch is no longer what you saw; look at it again before you approve")
    case .twice:
      language.pick(
        zh: "AP_DUP：你已批准过，且仍然有效；请另一位审批人操作",
        en: "AP_DUP: your approval already counts; another approver is needed")
    }
  }
}
