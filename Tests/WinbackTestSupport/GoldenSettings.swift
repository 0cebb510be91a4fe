public import Foundation
public import WinbackCore

/// Reads the `config.json` of a golden world.
public enum GoldenSettings {
  /// The settings of `file`; a key that it leaves out has the default of an e-commerce business.
  public static func read(_ file: URL) throws -> Settings {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    guard let config = object as? [String: Any] else {
      throw GoldenFault(what: "config.json is no object")
    }
    return try settings(config)
  }

  /// The settings that `config` states.
  public static func settings(_ config: [String: Any]) throws -> Settings {
    var settings = Settings()
    settings.asOf = (config["as_of"] as? String).flatMap { Instant(rfc3339: $0) }
    if let name = config["business_tz"] as? String {
      guard let zone = Zone(identifier: name) else { throw GoldenFault(what: "no zone \(name)") }
      settings.zone = zone
    }
    if let currency = config["currency"] as? String { settings.currency = currency }
    if let type = (config["app_type"] as? String).flatMap(AppType.init) { settings.appType = type }
    if let action = (config["key_action"] as? String).flatMap(Settings.KeyAction.init) {
      settings.keyAction = action
    }
    if let days = config["stage_days"] as? [String: Any] {
      settings.stageDays.active = number(days, "active") ?? settings.stageDays.active
      settings.stageDays.silent = number(days, "silent") ?? settings.stageDays.silent
      settings.stageDays.churn = number(days, "churn") ?? settings.stageDays.churn
      settings.stageDays.lost = number(days, "lost") ?? settings.stageDays.lost
    }
    settings.newDays = number(config, "new_days") ?? settings.newDays
    settings.matureCount = number(config, "mature_count") ?? settings.matureCount
    settings.careDays = number(config, "care_days") ?? settings.careDays
    settings.nodeMinRisk = number(config, "node_min_risk") ?? settings.nodeMinRisk
    if let rfm = config["rfm"] as? [String: Any] {
      settings.rfm.windowDays = number(rfm, "window_days") ?? settings.rfm.windowDays
      if let split = rfm["split"] { settings.rfm.split = try self.split("\(split)") }
    }
    if let tiers = config["tiers"] as? [[String: Any]] { settings.tiers = self.tiers(tiers) }
    if let curve = config["curve"] as? [String: Any] { read(curve, into: &settings.curve) }
    if let list = config["finite_need_categories"] as? [String] {
      settings.finiteNeedCategories = Set(list)
    }
    settings.competitorPeriods = (config["competitor_periods"] as? [[String: Any]] ?? [])
      .compactMap { item in
        guard let from = day(item["from"]), let to = day(item["to"]) else { return nil }
        return Settings.Period(from: from, to: to)
      }
    settings.releases = (config["releases"] as? [[String: Any]] ?? []).compactMap { item in
      day(item["date"]).map {
        Settings.Release(date: $0, removedFeatures: item["removed_features"] as? [String] ?? [])
      }
    }
    return settings
  }

  /// The tiers of a JSON list of `{name, min_minor}`.
  public static func tiers(_ list: [[String: Any]]) -> [Settings.Tier] {
    list.compactMap { item in
      guard let name = item["name"] as? String, let minimum = number(item, "min_minor") else {
        return nil
      }
      return Settings.Tier(name: name, minimum: Money(minor: Int64(minimum)))
    }
  }

  /// The split that `mean`, `median` or a score stands for.
  public static func split(_ text: String) throws -> Settings.RFMSplit {
    switch text {
    case "mean": return .mean
    case "median": return .median
    default:
      guard let score = Int(text) else { throw GoldenFault(what: "no RFM split \(text)") }
      return .score(score)
    }
  }

  private static func read(_ object: [String: Any], into curve: inout Settings.Curve) {
    curve.from = number(object, "from") ?? curve.from
    curve.to = number(object, "to") ?? curve.to
    curve.step = number(object, "step") ?? curve.step
    curve.horizon = number(object, "horizon") ?? curve.horizon
    curve.minEpisodes = number(object, "min_episodes") ?? curve.minEpisodes
    if let natural = object["natural_only"] as? Bool { curve.naturalOnly = natural }
  }

  private static func number(_ object: [String: Any], _ key: String) -> Int? {
    (object[key] as? NSNumber)?.intValue
  }

  private static func day(_ value: Any?) -> BusinessDay? {
    (value as? String).flatMap { BusinessDay($0) }
  }
}
