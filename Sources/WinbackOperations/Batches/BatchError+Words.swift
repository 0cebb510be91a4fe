public import WinbackCore

extension BatchError {
  /// The words of people, times and sending.
  func laterWords(_ language: Language) -> String {
    switch self {
    case .tooFewApprovers(let id, let needed, let able):
      language.pick(
        zh: "批次 \(id) 需要 \(needed) 人批准，"
          + (able.isEmpty ? "除作者外没有其他审批人" : "只有 \(able.joined(separator: "、")) 可以批准")
          + "；请管理员增加审批人：winback operator add",
        en: "batch \(id) takes \(needed) approval(s), "
          + (able.isEmpty
            ? "and nobody but its authors may approve"
            : "but only \(able.joined(separator: ", ")) may approve")
          + "; an admin must add approvers with winback operator add")
    case .sendTimePast(let at):
      language.pick(
        zh: "发送时间 \(at.rfc3339) 已过；请改为将来的时间",
        en: "the send time \(at.rfc3339) is past; choose a later one")
    case .sendTimeOutside(let at, let channel, let next, let zone):
      language.pick(
        zh: "\(at.rfc3339(in: zone)) 不在\(channel.words(.zh))的发送时段"
          + (next.map { "；最早可改为 \($0.rfc3339(in: zone))" } ?? ""),
        en: "\(at.rfc3339(in: zone)) lies outside the sending hours of \(channel.words(.en))"
          + (next.map { "; the next allowed time is \($0.rfc3339(in: zone))" } ?? ""))
    case .sizeNotPositive(let size):
      language.pick(
        zh: "人数 \(size) 无效；请写 1 以上", en: "a batch of \(size) people is none; ask for 1 or more")
    case .channelDiffers(let strategy, let own, let template, let other):
      language.pick(
        zh: "策略 \(strategy) 用\(own.words(.zh))，模板 \(template) 是\(other.words(.zh))；请改成一致",
        en: "strategy \(strategy) sends \(own.words(.en)) but template \(template) is for "
          + "\(other.words(.en)); make them agree")
    case .templateFault(let id, let fault):
      language.pick(
        zh: "模板 \(id) 有错误：\(fault.words(.zh))", en: "template \(id) is faulty: \(fault.words(.en))")
    case .segmentFault(let name, let error):
      language.pick(
        zh: "分群 \(name) 有错误：\(error.words(.zh))",
        en: "segment \(name) is faulty: \(error.words(.en))")
    case .changedMeanwhile(let id):
      language.pick(
        zh: "批次 \(id) 刚刚被别人改动，未做任何修改；请重新查看",
        en: "somebody changed batch \(id) in this moment and nothing was done; look at it again")
    case .cooling(let id, let until, let zone):
      language.pick(
        zh: "批次 \(id) 在冷静期内，\(until.rfc3339(in: zone)) 起才能发送；审批人此前可收回批准",
        en:
          "batch \(id) may start from \(until.rfc3339(in: zone)); until then an approver may take "
          + "his approval back")
    case .notDue(let id, let at, let zone):
      language.pick(
        zh: "批次 \(id) 定于 \(at.rfc3339(in: zone)) 发送，还未到时间",
        en: "batch \(id) is to start at \(at.rfc3339(in: zone)), which is not yet")
    case .approvalsLapsed(let id, let valid, let needed):
      language.pick(
        zh: "AP_EXPIRED：批次 \(id) 需要 \(needed) 个有效批准，现在只有 \(valid) 个（批准 24 小时内有效）；请重新审批",
        en: "AP_EXPIRED: batch \(id) takes \(needed) approval(s) that count and has \(valid) "
          + "(each counts for 24 hours); have it approved again")
    case .tooLateToTakeBack(let id):
      language.pick(
        zh: "批次 \(id) 最后一次批准已过 60 秒，不能再收回；可驳回、撤回或取消",
        en:
          "the last approval of batch \(id) is more than 60 seconds old and cannot be taken back; "
          + "reject, withdraw or cancel the batch")
    case .notApprovedBy(let id, let person):
      language.pick(
        zh: "操作员 \(person) 没有批准过批次 \(id)", en: "operator \(person) has not approved batch \(id)")
    case .tampered(let id, let what):
      language.pick(
        zh: "批次 \(id) 与批准的内容不一致，拒绝执行：\(what.words(.zh))；请检查账本并撤回该批次",
        en: "batch \(id) is not what was approved and is refused: \(what.words(.en)); "
          + "look into the store and withdraw the batch")
    case .stale(let id, let removed, let total):
      language.pick(
        zh:
          "批次 \(id) 已过时：冻结后 \(total) 人中有 \(removed) 人不能再发（超过 \(Batch.mostRemovedPercent)%）；请撤回后重新提交",
        en: "batch \(id) is stale: \(removed) of \(total) recipients fell away since it was frozen "
          + "(more than \(Batch.mostRemovedPercent)%); withdraw it and submit it again")
    case .noGateway(let name, let channel):
      language.pick(
        zh: "\(channel.words(.zh))的网关 `\(name)` 不存在；请在 winback.yaml 的 channels 中更正",
        en:
          "there is no gateway `\(name)` for \(channel.words(.en)); correct channels in winback.yaml"
      )
    case .inOtherHands(let id):
      language.pick(
        zh: "批次 \(id) 正由另一个发送进程处理", en: "another dispatcher is at work on batch \(id)")
    case .notInDoubt(let key):
      language.pick(
        zh: "消息 \(key) 的结果不是「未知」，无需人工确认",
        en: "message \(key) is not in doubt, so there is nothing to settle")
    case .state, .approval, .wrongCount, .reasonMissing, .noteMissing, .lint, .noRecipients:
      // Worded with the cases of the copy and the form.
      ""
    }
  }
}

extension BatchError.Tampering: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .content:
      language.pick(zh: "batch.content 的哈希不符", en: "batch.content does not have the approved hash")
    case .documentMissing(let kind):
      language.pick(zh: "冻结的 \(kind) 文档不见了", en: "the frozen \(kind) document is gone")
    case .documentChanged(let kind):
      language.pick(
        zh: "冻结的 \(kind) 文档被改动（document.json）",
        en: "the frozen \(kind) document was changed (document.json)")
    case .column(let name):
      language.pick(zh: "\(name) 与冻结的内容不符", en: "\(name) is not what was frozen")
    case .recipient(let user, let columns):
      language.pick(
        zh: "用户 \(user) 的 \(columns.map { "recipient.\($0)" }.joined(separator: "、")) 被改动",
        en:
          "\(columns.map { "recipient.\($0)" }.joined(separator: ", ")) of user \(user) was changed"
      )
    case .recipientCount(let found, let approved):
      language.pick(
        zh: "recipient 表有 \(found) 条消息，批准的是 \(approved) 条",
        en: "the table recipient has \(found) messages, \(approved) were approved")
    case .audience:
      language.pick(
        zh: "收件人（recipient 表）的哈希不符",
        en: "the recipients (table recipient) do not have the approved hash")
    case .messages:
      language.pick(
        zh: "消息（recipient 表）的哈希不符",
        en: "the messages (table recipient) do not have the approved hash")
    case .approval(let person):
      language.pick(
        zh: "\(person) 的批准签名无效（approval 表）",
        en: "the signature of the approval by \(person) is not valid (table approval)")
    case .approver(let person):
      language.pick(
        zh: "审批人 \(person) 的权限无法追溯到根密钥（operator 表）",
        en: "the rights of approver \(person) do not lead to the root key (table operator)")
    }
  }
}
