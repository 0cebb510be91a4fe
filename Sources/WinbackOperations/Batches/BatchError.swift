public import WinbackCore

/// Why something was not done to a batch; nothing was stored then.
public enum BatchError: Error, Equatable, CustomStringConvertible {
  /// Not allowed in its state (E_STATE).
  case state(Batch.ID, BatchState, BatchAction)
  /// An approval that does not count, by rule.
  case approval(Batch.ID, ApprovalRefusal)
  case wrongCount(Batch.ID, typed: Int, actual: Int)
  case reasonMissing(BatchAction)
  /// The copy has warnings, which the author must answer with a note.
  case noteMissing(Batch.ID, warnings: [String])
  case lint(Batch.ID, [Finding])
  case noRecipients(Batch.ID, [Batch.Exclusion])
  /// Fewer people may approve than must.
  case tooFewApprovers(Batch.ID, needed: Int, able: [String])
  case sendTimePast(Instant)
  case sendTimeOutside(Instant, Channel, next: Instant?, Zone)
  case sizeNotPositive(Int)
  case channelDiffers(strategy: Strategy.ID, Channel, template: MessageTemplate.ID, Channel)
  case templateFault(MessageTemplate.ID, SettingsFault)
  case segmentFault(String, SegmentError)
  /// Somebody else changed it in the same moment.
  case changedMeanwhile(Batch.ID)
  case cooling(Batch.ID, until: Instant, Zone)
  case notDue(Batch.ID, at: Instant, Zone)
  /// Too few approvals still count (AP_EXPIRED).
  case approvalsLapsed(Batch.ID, valid: Int, needed: Int)
  case tooLateToTakeBack(Batch.ID)
  case notApprovedBy(Batch.ID, Operator.ID)
  case tampered(Batch.ID, Tampering)
  /// Too many recipients fell away since the freeze.
  case stale(Batch.ID, removed: Int, of: Int)
  case noGateway(String, Channel)
  case inOtherHands(Batch.ID)
  case notInDoubt(String)

  /// What is no longer as it was approved.
  public enum Tampering: Hashable, Sendable {
    /// The content that the hash was made of.
    case content
    case documentMissing(kind: String)
    case documentChanged(kind: String)
    /// A column of the batch's own row.
    case column(String)
    case recipient(User.ID, columns: [String])
    /// Rows were added or removed.
    case recipientCount(found: Int, approved: Int)
    /// The hashes differ and no single row can be named.
    case audience
    case messages
    case approval(by: Operator.ID)
    case approver(Operator.ID)
  }
}

extension BatchError: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .state(let id, let state, let action):
      let allowed = BatchState.allowing(action)
      return language.pick(
        zh: "E_STATE：批次 \(id) 是「\(state.words(.zh))」，不能\(action.words(.zh))；"
          + "只有「\(allowed.map { $0.words(.zh) }.joined(separator: "、"))」可以",
        en: "E_STATE: batch \(id) is \(state.words(.en)) and cannot \(action.words(.en)); "
          + "that takes \(allowed.map { $0.words(.en) }.joined(separator: ", "))")
    case .approval(let id, let refusal):
      return language.pick(
        zh: "批次 \(id) 未批准。\(refusal.words(.zh))",
        en: "batch \(id) was not approved. \(refusal.words(.en))")
    case .wrongCount(let id, let typed, let actual):
      return language.pick(
        zh: "输入的人数 \(typed) 不等于批次 \(id) 的 \(actual) 人，没有批准；请重新查看后输入 \(actual)",
        en: "the number \(typed) is not the \(actual) recipients of batch \(id), so nothing was "
          + "approved; look at it again and type \(actual)")
    case .reasonMissing(let action):
      return language.pick(
        zh: "\(action.words(.zh))需要理由；请写明（--reason）",
        en: "to \(action.words(.en)) takes a reason; give one (--reason)")
    case .noteMissing(let id, let warnings):
      return language.pick(
        zh: "批次 \(id) 的文案有警告（\(warnings.joined(separator: "、"))）；请修改，或用 --note 说明为何照发",
        en: "the copy of batch \(id) has warnings (\(warnings.joined(separator: ", "))); "
          + "mend them, or say with --note why it shall go out so")
    case .lint(let id, let findings):
      return language.pick(
        zh: "批次 \(id) 的文案有错误，不能提交：\(Self.listed(findings, .zh))；修改：winback template lint",
        en: "the copy of batch \(id) has errors and cannot be submitted: "
          + "\(Self.listed(findings, .en)); mend them, see winback template lint")
    case .noRecipients(let id, let exclusions):
      let reasons = exclusions.map { item in
        "\(SkipReason(rawValue: item.reason)?.words(language) ?? item.reason) \(item.count)"
      }.joined(separator: language.pick(zh: "、", en: ", "))
      return language.pick(
        zh: "批次 \(id) 没有可发送的人\(reasons.isEmpty ? "（分群为空）" : "：\(reasons)")；请调整分群或渠道",
        en:
          "nobody is left to send batch \(id) to\(reasons.isEmpty ? " (the segment is empty)" : ": \(reasons)"); "
          + "change the segment or the channel")
    default: return laterWords(language)
    }
  }

  private static func listed(_ findings: [Finding], _ language: Language) -> String {
    findings.map { "\($0.words(language)) [\($0.rule)]" }
      .joined(separator: language.pick(zh: "；", en: "; "))
  }
}
