public import WinbackCore

/// What an act did, in one sentence for whoever did it.
public enum BatchReply: Equatable, Worded, CustomStringConvertible {
  case planned(Batch.ID, recipients: Int, of: Int)
  case submitted(Batch.ID, recipients: Int, needed: Int, approvers: [String])
  case approved(Batch.ID, given: Int, needed: Int, startsAt: Instant?, Zone)
  case approvedAgain(Batch.ID, given: Int, needed: Int)
  case approvalTakenBack(Batch.ID)
  case rejected(Batch.ID)
  case backToDraft(Batch.ID, version: Int)
  case paused(Batch.ID, waiting: Int)
  case resumed(Batch.ID, waiting: Int)
  case cancelled(Batch.ID, gone: Int, stopped: Int)
  case resolved(key: String, RecipientState)

  public func words(_ language: Language) -> String {
    switch self {
    case .planned(let id, let recipients, let total):
      language.pick(
        zh: "已生成草稿 \(id)：分群 \(total) 人，将发送 \(recipients) 人",
        en: "planned draft \(id): \(recipients) of \(total) members are to get a message")
    case .submitted(let id, let recipients, let needed, let approvers):
      language.pick(
        zh: "已提交 \(id)：\(recipients) 人，需要 \(needed) 人批准，可由 \(approvers.joined(separator: "、")) 批准",
        en: "submitted \(id): \(recipients) recipients, \(needed) approval(s) needed from "
          + approvers.joined(separator: ", "))
    case .approved(let id, let given, let needed, let startsAt, let zone):
      given < needed
        ? language.pick(
          zh: "已批准 \(id)：\(given)/\(needed)，还需 \(needed - given) 人批准",
          en: "approved \(id): \(given) of \(needed), \(needed - given) more needed")
        : language.pick(
          zh: "已批准 \(id)：\(given)/\(needed)，"
            + (startsAt.map { "\($0.rfc3339(in: zone)) 起发送" } ?? "可以发送")
            + "；60 秒内可收回",
          en: "approved \(id): \(given) of \(needed), to start "
            + (startsAt.map { "at \($0.rfc3339(in: zone))" } ?? "when a dispatcher runs")
            + "; it can be taken back for 60 seconds")
    case .approvedAgain(let id, let given, let needed):
      language.pick(
        zh: "已再次批准 \(id)：\(given)/\(needed)，仍为暂停",
        en: "approved \(id) again: \(given) of \(needed); it stays paused")
    case .approvalTakenBack(let id):
      language.pick(zh: "已收回对 \(id) 的批准", en: "took the approval of \(id) back")
    case .rejected(let id): language.pick(zh: "已驳回 \(id)", en: "rejected \(id)")
    case .backToDraft(let id, let version):
      language.pick(
        zh: "\(id) 回到草稿（v\(version)），已有的批准全部作废",
        en: "\(id) is a draft again (v\(version)); all its approvals are void")
    case .paused(let id, let waiting):
      language.pick(
        zh: "已暂停 \(id)，还有 \(waiting) 条待发", en: "paused \(id) with \(waiting) messages waiting")
    case .resumed(let id, let waiting):
      language.pick(
        zh: "已继续 \(id)，\(waiting) 条待发", en: "resumed \(id) with \(waiting) messages waiting")
    case .cancelled(let id, let gone, let stopped):
      language.pick(
        zh: "已取消 \(id)：\(gone) 条已发出，无法收回；\(stopped) 条不再发送",
        en:
          "cancelled \(id): \(gone) messages had gone out and stay so; \(stopped) will not be sent")
    case .resolved(let key, let state):
      language.pick(
        zh: "消息 \(key) 记为「\(state.words(.zh))」",
        en: "message \(key) is settled as \(state.words(.en))")
    }
  }
}
