/// The derived fields of a user as the row of a table, for CSV output.
///
/// An unknown field is empty, lists are joined by `|`, a Boolean is 0 or 1, money is in minor units.
public enum ProfileTable {
  public static let columns =
    [
      "user_id", "stage", "r_days", "key_days", "gap_median", "registered_days", "orders_count",
      "orders_created", "lifetime_value", "tier", "rfm_r", "rfm_f", "rfm_m", "r_score", "f_score",
      "m_score", "cell", "grid", "cart_items", "cart_value", "cart_age_hours", "sessions_total",
      "sessions_30d", "warn_score", "warn_level", "warn_rules", "cause", "cause_score",
      "on_cadence", "natural_returned", "natural_at_risk", "lapse_days", "top_category",
    ] + ChurnCause.scored.map { "c_\($0.rawValue)" }

  /// The values in the order of ``columns``.
  public static func values(_ profile: UserProfile) -> [String] {
    lifecycle(profile) + rfm(profile.rfm) + activity(profile) + warningAndCause(profile)
      + [
        profile.isOnCadence ? "1" : "0", text(profile.naturalRate?.numerator),
        text(profile.naturalRate?.denominator), text(profile.lapseDays), profile.topCategory ?? "",
      ] + profile.causeScores.scores.map(String.init)
  }

  /// The shortest text that reads back as the same number, whole ones without a point: 8, 29.5.
  public static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }

  private static func lifecycle(_ profile: UserProfile) -> [String] {
    [
      profile.user.id.text, profile.stage.rawValue, text(profile.rDays), "\(profile.keyDays)",
      profile.gapMedian.map(number) ?? "", "\(profile.registeredDays)", "\(profile.ordersCount)",
      "\(profile.ordersCreated)", "\(profile.lifetimeValue.minor)", profile.tier,
    ]
  }

  private static func rfm(_ rfm: RFMProfile?) -> [String] {
    guard let rfm else { return Array(repeating: "", count: 8) }
    return [
      "\(rfm.recencyDays)", "\(rfm.frequency)", "\(rfm.monetary.minor)", "\(rfm.rScore)",
      "\(rfm.fScore)", "\(rfm.mScore)", rfm.cell.rawValue, rfm.grid.rawValue,
    ]
  }

  private static func activity(_ profile: UserProfile) -> [String] {
    [
      "\(profile.cartItems)", "\(profile.cartValue.minor)", text(profile.cartAgeHours),
      "\(profile.sessionsTotal)", "\(profile.sessions30d)",
    ]
  }

  private static func warningAndCause(_ profile: UserProfile) -> [String] {
    let cause = profile.causes?.primary
    return [
      "\(profile.warning.score)", profile.warning.level.rawValue,
      profile.warning.hits.map(\.rule).joined(separator: "|"), cause?.rawValue ?? "",
      cause.map { "\(profile.causeScores.score($0))" } ?? "",
    ]
  }

  private static func text(_ value: (some BinaryInteger)?) -> String {
    value.map { "\($0)" } ?? ""
  }
}
