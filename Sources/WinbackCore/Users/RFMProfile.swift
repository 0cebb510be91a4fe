/// Recency, frequency and monetary value of one user with what follows from them.
public struct RFMProfile: Hashable, Sendable {
  /// Days since the last order of the window.
  public var recencyDays: Int
  public var frequency: Int
  public var monetary: Money
  /// 1 to 5 each.
  public var rScore: Int
  public var fScore: Int
  public var mScore: Int
  public var cell: RFMCell
  public var grid: RFMGrid

  public init(
    recencyDays: Int, frequency: Int, monetary: Money, rScore: Int, fScore: Int, mScore: Int,
    cell: RFMCell, grid: RFMGrid
  ) {
    self.recencyDays = recencyDays
    self.frequency = frequency
    self.monetary = monetary
    self.rScore = rScore
    self.fScore = fScore
    self.mScore = mScore
    self.cell = cell
    self.grid = grid
  }
}

/// The eight cells (八类) of high and low in each dimension.
public enum RFMCell: String, Sendable, CaseIterable, Codable {
  case importantValue = "important_value"
  case importantKeep = "important_keep"
  case importantDevelop = "important_develop"
  case importantRetain = "important_retain"
  case generalValue = "general_value"
  case generalKeep = "general_keep"
  case generalDevelop = "general_develop"
  case generalRetain = "general_retain"
}

/// The named grid of recency against frequency and monetary value.
public enum RFMGrid: String, Sendable, CaseIterable, Codable {
  case newCustomer = "new_customer"
  case potentialLoyal = "potential_loyal"
  case champion, promising, loyal
  case aboutToSleep = "about_to_sleep"
  case needAttention = "need_attention"
  case hibernating
  case atRisk = "at_risk"
  case cantLose = "cant_lose"
  case lost
}

extension RFMCell: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .importantValue: language.pick(zh: "重要价值", en: "important value")
    case .importantKeep: language.pick(zh: "重要保持", en: "important keep")
    case .importantDevelop: language.pick(zh: "重要发展", en: "important develop")
    case .importantRetain: language.pick(zh: "重要挽留", en: "important retain")
    case .generalValue: language.pick(zh: "一般价值", en: "general value")
    case .generalKeep: language.pick(zh: "一般保持", en: "general keep")
    case .generalDevelop: language.pick(zh: "一般发展", en: "general develop")
    case .generalRetain: language.pick(zh: "一般挽留", en: "general retain")
    }
  }
}

extension RFMGrid: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .newCustomer: language.pick(zh: "新客户", en: "new customer")
    case .potentialLoyal: language.pick(zh: "潜力客户", en: "potential loyal")
    case .champion: language.pick(zh: "冠军客户", en: "champion")
    case .promising: language.pick(zh: "有希望", en: "promising")
    case .loyal: language.pick(zh: "忠诚客户", en: "loyal")
    case .aboutToSleep: language.pick(zh: "即将沉睡", en: "about to sleep")
    case .needAttention: language.pick(zh: "需要关注", en: "needs attention")
    case .hibernating: language.pick(zh: "休眠客户", en: "hibernating")
    case .atRisk: language.pick(zh: "流失风险", en: "at risk")
    case .cantLose: language.pick(zh: "不能流失", en: "cannot lose")
    case .lost: language.pick(zh: "已流失", en: "lost")
    }
  }
}
