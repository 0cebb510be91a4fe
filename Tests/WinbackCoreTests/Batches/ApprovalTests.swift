import Testing
import WinbackCore

struct ApprovalRulesTests {
  private let now = Instant(seconds: 1_719_712_800)
  private let present = String(repeating: "a", count: 64)
  private let other = String(repeating: "b", count: 64)

  private func person(
    _ id: String, _ roles: Set<Operator.Role> = [.approver], isRevoked: Bool = false
  ) -> Operator {
    Operator(id: Operator.ID(id), name: id, roles: roles, publicKey: "", isRevoked: isRevoked)
  }

  private func approval(
    by id: String, at: Instant, hash: String? = nil, isVoid: Bool = false
  ) -> Approval {
    Approval(
      batch: "b1", version: 1, operatorID: Operator.ID(id), at: at, contentHash: hash ?? present,
      messagesHash: "m", recipients: 1, isVoid: isVoid)
  }

  /// Every fault at once, then one less each time: the first that is left is named.
  @Test func `names the first rule that fails`() {
    let given = [approval(by: "amy", at: now)]
    func refusal(_ roles: Set<Operator.Role>, authors: Set<Operator.ID>, named: String)
      -> ApprovalRefusal?
    {
      ApprovalRules.refusal(
        by: person("amy", roles), authors: authors, present: present, named: named,
        earlier: given, at: now)
    }
    #expect(refusal([.author, .admin], authors: ["amy"], named: other) == .role)
    #expect(refusal([.approver, .admin], authors: ["amy"], named: other) == .own)
    #expect(refusal([.approver], authors: ["ed"], named: other) == .hash)
    #expect(refusal([.approver], authors: ["ed"], named: present) == .twice)
  }

  @Test func `a revoked approver has no role any more`() {
    #expect(
      ApprovalRules.refusal(
        by: person("amy", isRevoked: true), authors: [], present: present, named: present,
        earlier: [], at: now) == .role)
  }

  @Test(arguments: [
    (Int64(0), ApprovalRefusal.twice as ApprovalRefusal?, 1), (86_399, .twice, 1), (86_400, nil, 0),
    (86_401, nil, 0),
  ])
  func `an approval counts for a day, its last second excluded`(
    seconds: Int64, refusal: ApprovalRefusal?, counting: Int
  ) {
    let given = [approval(by: "amy", at: now)]
    let at = now.adding(seconds: seconds)
    #expect(ApprovalRules.valid(given, for: present, at: at).count == counting)
    #expect(
      ApprovalRules.refusal(
        by: person("amy"), authors: [], present: present, named: present, earlier: given, at: at)
        == refusal)
  }

  @Test func `void ones, other contents and seconds of one person do not count`() {
    let given = [
      approval(by: "amy", at: now), approval(by: "amy", at: now.adding(seconds: 5)),
      approval(by: "bob", at: now, isVoid: true), approval(by: "cat", at: now, hash: other),
      approval(by: "dan", at: now.adding(hours: -24)), approval(by: "eva", at: now),
    ]
    #expect(
      ApprovalRules.valid(given, for: present, at: now.adding(seconds: 5)).map(\.operatorID.text)
        == ["amy", "eva"])
  }

  @Test(arguments: [ApprovalRefusal.role, .own, .hash, .twice])
  func `a refusal is worded in both languages with its code`(refusal: ApprovalRefusal) {
    let (zh, en) = (refusal.words(.zh), refusal.words(.en))
    #expect(zh.hasPrefix(refusal.rawValue) && en.hasPrefix(refusal.rawValue))
    #expect(zh != en)
  }
}
