/// Where a batch stands between being planned and being over.
public enum BatchState: String, Sendable, CaseIterable, Codable {
  case draft, submitted, approved, scheduled, sending, paused, completed, cancelled, rejected,
    expired

  /// A final batch never changes again; it can be cloned.
  public var isFinal: Bool { BatchState.transitions[self]?.isEmpty ?? true }

  /// What is allowed in each state and where it leads; everything else is refused.
  ///
  /// An approval that is not yet the last one needed leaves the batch submitted.
  public static let transitions: [BatchState: [BatchAction: BatchState]] = [
    .draft: [.edit: .draft, .submit: .submitted, .cancel: .cancelled],
    .submitted: [
      .edit: .draft, .withdraw: .draft, .approve: .approved, .reject: .rejected,
      .cancel: .cancelled, .expire: .expired,
    ],
    .approved: [
      .edit: .draft, .withdraw: .draft, .reject: .rejected, .schedule: .scheduled,
      .start: .sending, .cancel: .cancelled, .expire: .expired,
    ],
    .scheduled: [
      .edit: .draft, .withdraw: .draft, .reject: .rejected, .start: .sending,
      .cancel: .cancelled, .expire: .expired,
    ],
    .sending: [.pause: .paused, .finish: .completed, .cancel: .cancelled],
    .paused: [.resume: .sending, .cancel: .cancelled, .expire: .expired],
    .completed: [:], .cancelled: [:], .rejected: [:], .expired: [:],
  ]

  /// The state after `action`; nil when the action is refused here (E_STATE).
  ///
  /// For ``BatchAction/approve`` this is the state after the last approval needed.
  public func after(_ action: BatchAction) -> BatchState? { BatchState.transitions[self]?[action] }

  /// The states in which `action` is allowed, in life order.
  public static func allowing(_ action: BatchAction) -> [BatchState] {
    allCases.filter { $0.after(action) != nil }
  }
}

/// Something that can happen to a batch.
public enum BatchAction: String, Sendable, CaseIterable, Codable {
  case edit, submit, withdraw, approve, reject, schedule, start, pause, resume, finish, cancel,
    expire
}

extension BatchState: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .draft: language.pick(zh: "草稿", en: "draft")
    case .submitted: language.pick(zh: "待审批", en: "submitted")
    case .approved: language.pick(zh: "已批准", en: "approved")
    case .scheduled: language.pick(zh: "已排期", en: "scheduled")
    case .sending: language.pick(zh: "发送中", en: "sending")
    case .paused: language.pick(zh: "已暂停", en: "paused")
    case .completed: language.pick(zh: "已完成", en: "completed")
    case .cancelled: language.pick(zh: "已取消", en: "cancelled")
    case .rejected: language.pick(zh: "已驳回", en: "rejected")
    case .expired: language.pick(zh: "已过期", en: "expired")
    }
  }
}

extension BatchAction: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .edit: language.pick(zh: "编辑", en: "edit")
    case .submit: language.pick(zh: "提交", en: "submit")
    case .withdraw: language.pick(zh: "撤回", en: "withdraw")
    case .approve: language.pick(zh: "批准", en: "approve")
    case .reject: language.pick(zh: "驳回", en: "reject")
    case .schedule: language.pick(zh: "排期", en: "schedule")
    case .start: language.pick(zh: "开始发送", en: "start")
    case .pause: language.pick(zh: "暂停", en: "pause")
    case .resume: language.pick(zh: "继续", en: "resume")
    case .finish: language.pick(zh: "完成", en: "finish")
    case .cancel: language.pick(zh: "取消", en: "cancel")
    case .expire: language.pick(zh: "过期", en: "expire")
    }
  }
}
