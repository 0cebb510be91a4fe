/// Where a user stands in the life cycle.
public enum LifecycleStage: String, Sendable, CaseIterable, Codable {
  case closed, registered, never, lost, churned, silent, declining, returned, new, mature, growing

  /// The stages that a recall may address (召回池).
  public static let recallPool: Set<LifecycleStage> = [.silent, .churned, .lost, .never]
}

extension LifecycleStage: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .closed: language.pick(zh: "已注销", en: "closed")
    case .registered: language.pick(zh: "注册未转化", en: "registered")
    case .never: language.pick(zh: "注册即流失", en: "never active")
    case .lost: language.pick(zh: "深度流失", en: "lost")
    case .churned: language.pick(zh: "流失", en: "churned")
    case .silent: language.pick(zh: "沉默", en: "silent")
    case .declining: language.pick(zh: "衰退", en: "declining")
    case .returned: language.pick(zh: "回流", en: "returned")
    case .new: language.pick(zh: "引入", en: "new")
    case .mature: language.pick(zh: "成熟", en: "mature")
    case .growing: language.pick(zh: "成长", en: "growing")
    }
  }
}
