// The machine-readable form: a key is never left out, what is undefined is null.

extension LifecycleStage: CodingKeyRepresentable {}
extension RFMCell: CodingKeyRepresentable {}
extension RFMGrid: CodingKeyRepresentable {}
extension ChurnWarning.Level: CodingKeyRepresentable {}
extension ChurnCause: CodingKeyRepresentable {}

extension PopulationSummary: Encodable {
  private enum CodingKeys: String, CodingKey {
    case users, stages, tiers, cells, grid, causes, rfm, knee
    case warnLevels = "warn_levels"
    case lifetimeValueTotal = "lifetime_value_total"
    case returnCurve = "return_curve"
    case firstAtOrBelow10Percent = "first_at_or_below_10pct"
    case firstAtOrBelow5Percent = "first_at_or_below_5pct"
    case gapP80 = "gap_p80"
    case gapP90 = "gap_p90"
    case churnNodes = "churn_nodes"
    case causeHypotheses = "cause_hypotheses"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(users, forKey: .users)
    try container.encode(stages, forKey: .stages)
    try container.encode(tiers, forKey: .tiers)
    try container.encode(cells, forKey: .cells)
    try container.encode(grid, forKey: .grid)
    try container.encode(warnLevels, forKey: .warnLevels)
    try container.encode(causes, forKey: .causes)
    try container.encode(rfm, forKey: .rfm)
    try container.encode(lifetimeValueTotal.minor, forKey: .lifetimeValueTotal)
    try container.encode(curve.points, forKey: .returnCurve)
    try container.encode(curve.knee, forKey: .knee)
    try container.encode(curve.firstAtOrBelow10Percent, forKey: .firstAtOrBelow10Percent)
    try container.encode(curve.firstAtOrBelow5Percent, forKey: .firstAtOrBelow5Percent)
    try container.encode(curve.gapP80, forKey: .gapP80)
    try container.encode(curve.gapP90, forKey: .gapP90)
    try container.encode(nodes, forKey: .churnNodes)
    try container.encode(hypotheses, forKey: .causeHypotheses)
  }
}

extension PopulationSummary.RFM: Encodable {
  private enum CodingKeys: String, CodingKey {
    case scored
    case rScore = "r_score"
    case fScore = "f_score"
    case mScore = "m_score"
    case sumF = "sum_f"
    case sumM = "sum_m"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(scored, forKey: .scored)
    try container.encode(rScore, forKey: .rScore)
    try container.encode(fScore, forKey: .fScore)
    try container.encode(mScore, forKey: .mScore)
    try container.encode(sumF, forKey: .sumF)
    try container.encode(sumM.minor, forKey: .sumM)
  }
}

extension ReturnCurve.Point: Encodable {
  private enum CodingKeys: String, CodingKey {
    case n, returned, rate
    case atRisk = "at_risk"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(n, forKey: .n)
    try container.encode(atRisk, forKey: .atRisk)
    try container.encode(returned, forKey: .returned)
    try container.encode(rate.value, forKey: .rate)
  }
}

extension ChurnNodes: Encodable {
  private enum CodingKeys: String, CodingKey {
    case buckets
    case keyNodeFrom = "key_node_from"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(buckets, forKey: .buckets)
    try container.encode(keyNode?.from, forKey: .keyNodeFrom)
  }
}

extension ChurnNodes.Bucket: Encodable {
  private enum CodingKeys: String, CodingKey {
    case from, to, ended
    case atRisk = "at_risk"
    case hazardPerDay = "hazard_per_day"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(atRisk, forKey: .atRisk)
    try container.encode(ended, forKey: .ended)
    try container.encode(hazardPerDay, forKey: .hazardPerDay)
  }
}

extension CauseHypothesis: Encodable {
  private enum CodingKeys: String, CodingKey {
    case cause, lift, status
    case churnedHits = "churned_hits"
    case churnedCount = "churned_n"
    case activeHits = "active_hits"
    case activeCount = "active_n"
    case pValue = "p_value"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cause, forKey: .cause)
    try container.encode(churnedHits, forKey: .churnedHits)
    try container.encode(churnedCount, forKey: .churnedCount)
    try container.encode(activeHits, forKey: .activeHits)
    try container.encode(activeCount, forKey: .activeCount)
    try container.encode(lift, forKey: .lift)
    try container.encode(pValue, forKey: .pValue)
    try container.encode(status, forKey: .status)
  }
}
