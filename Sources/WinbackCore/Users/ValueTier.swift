/// Value tiers (价值分级) by lifetime value.
public enum ValueTier {
  /// The name for a value of 0 or less, or below every bound.
  public static let none = "none"

  /// The highest tier whose lower bound `value` reaches.
  ///
  /// - Parameter tiers: In any order; a value of 0 or less has no tier whatever the bounds are.
  public static func name(of value: Money, in tiers: [Settings.Tier]) -> String {
    guard value > .zero else { return none }
    var best: Settings.Tier?
    for tier in tiers where tier.minimum <= value {
      if best.map({ $0.minimum <= tier.minimum }) ?? true { best = tier }
    }
    return best?.name ?? none
  }
}
