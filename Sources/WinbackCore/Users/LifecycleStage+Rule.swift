extension LifecycleStage {
  /// Places a user in the life cycle; the first rule that holds decides.
  ///
  /// - Parameters:
  ///   - keyDays: Distinct business days with a key action, ascending, none after `today`.
  ///   - registered: The business day of the registration.
  public static func of(
    isClosed: Bool, keyDays: [BusinessDay], registered: BusinessDay, today: BusinessDay,
    settings: Settings
  ) -> LifecycleStage {
    if isClosed { return .closed }
    let days = settings.stageDays
    guard let first = keyDays.first, let last = keyDays.last else {
      return today - registered < days.churn ? .registered : .never
    }
    switch today - last {
    case days.lost...: return .lost
    case days.churn...: return .churned
    case days.silent...: return .silent
    case days.active...: return .declining
    default: break
    }
    if let back = KeyGaps.lastReturn(in: keyDays, afterGapOf: days.churn),
      today - back < settings.careDays
    {
      return .returned
    }
    if today - first < settings.newDays { return .new }
    return keyDays.count >= settings.matureCount ? .mature : .growing
  }

  /// The stages whose users are asked why they left.
  public static let gone: Set<LifecycleStage> = [.churned, .lost, .never]

  var isGone: Bool { self == .churned || self == .lost || self == .never }

  /// The stages that a user who left is compared with.
  var isComparedAsActive: Bool {
    self == .new || self == .growing || self == .mature || self == .returned
  }

  /// The stages that early warning watches.
  var isWatched: Bool { isComparedAsActive || self == .registered || self == .declining }
}
