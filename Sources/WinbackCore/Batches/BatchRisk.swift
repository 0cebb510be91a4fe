/// How much a batch can do wrong, and so how many people must approve it.
public enum BatchRisk: Int, Sendable, CaseIterable, Comparable {
  case low, medium, high, critical

  /// Judges a batch by its size and by the most money it can cost.
  ///
  /// - Parameters:
  ///   - recipients: Everyone who is to get a message.
  ///   - exposure: Messages, labour, and the lever's unit cost for every recipient.
  ///   - isNewTemplate: No batch with this template was ever completed.
  ///   - overridesGate: The return-on-investment gate rejected it and somebody overrode that.
  public init(recipients: Int, exposure: Money, isNewTemplate: Bool, overridesGate: Bool) {
    func level(_ value: Int64, _ limits: [Int64]) -> Int { limits.count { value > $0 } }
    let bySize = level(Int64(recipients), [500, 5000, 50_000])
    let byMoney = level(exposure.minor, [50_000, 500_000, 5_000_000])
    let raised = max(bySize, byMoney) + (isNewTemplate ? 1 : 0) + (overridesGate ? 1 : 0)
    self = BatchRisk(rawValue: min(raised, 3)) ?? .critical
  }

  public init?(name: String) {
    guard let risk = BatchRisk.allCases.first(where: { $0.name == name }) else { return nil }
    self = risk
  }

  /// low, medium, high or critical.
  public var name: String { "\(self)" }

  /// How many different people must approve.
  public var approvalsNeeded: Int {
    switch self {
    case .low, .medium: 1
    case .high: 2
    case .critical: 3
    }
  }

  public static func < (left: BatchRisk, right: BatchRisk) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension BatchRisk: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .low: language.pick(zh: "低", en: "low")
    case .medium: language.pick(zh: "中", en: "medium")
    case .high: language.pick(zh: "高", en: "high")
    case .critical: language.pick(zh: "极高", en: "critical")
    }
  }
}
