extension Settings {
  /// Reads `winback.yaml`.
  ///
  /// A key that is absent keeps the default of the app type; a faulty value keeps it too and is
  /// reported, so that one reading finds every fault.
  public static func read(_ file: LocatedValue) -> (settings: Settings, faults: [SettingsFault]) {
    var reader = MappingReader(file, zh: "winback.yaml ", en: "winback.yaml")
    let appType = reader.choice("app_type", of: AppType.self) ?? .ecommerce
    var settings = Settings(appType: appType)
    settings.readBusiness(&reader)
    settings.readLifecycle(&reader)
    settings.readValue(&reader)
    settings.readSending(&reader)
    return (settings, reader.finish())
  }

  private mutating func readBusiness(_ reader: inout MappingReader) {
    name = reader.text("name") ?? name
    asOf = reader.instant("as_of")
    if let id = reader.text("id") {
      let isValid = id.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
      if isValid && id.utf8.count <= 64 {
        workspace.id = id
      } else if let place = reader.value("id")?.location {
        reader.fault(
          place, zh: "id 只能有小写字母、数字和连字符，最多 64 个",
          en: "id has lower-case letters, digits and hyphens only, at most 64")
      }
    }
    workspace.isDemo = reader.boolean("demo") ?? false
    workspace.defaultOperator = reader.text("operator")
    workspace.dataGroup = reader.text("data_group")
    if let trust = reader.value("trust") {
      var inner = MappingReader(trust, zh: "trust ", en: "trust")
      workspace.trustRoot = inner.text("root")
      reader.add(inner.finish())
    }
    if let value = reader.value("business_tz"), let name = reader.text("business_tz") {
      if let found = Zone(identifier: name) {
        zone = found
      } else {
        reader.fault(
          value.location, zh: "没有时区 `\(name)`；请用 IANA 名称，如 Asia/Shanghai",
          en: "there is no time zone `\(name)`; use an IANA name such as Asia/Shanghai")
      }
    }
    if let value = reader.value("currency"), let code = reader.text("currency") {
      if code.utf8.count == 3 && code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
        currency = code
      } else {
        reader.fault(
          value.location, zh: "货币应是三个大写字母，如 CNY",
          en: "a currency is three capitals, such as CNY")
      }
    }
    keyAction = reader.choice("key_action", of: KeyAction.self) ?? keyAction
  }

  private mutating func readLifecycle(_ reader: inout MappingReader) {
    if let value = reader.value("stage_days") {
      var inner = MappingReader(value, zh: "stage_days ", en: "stage_days")
      let range = 1...36_500
      let days = StageDays(
        active: inner.integer("active", in: range) ?? stageDays.active,
        silent: inner.integer("silent", in: range) ?? stageDays.silent,
        churn: inner.integer("churn", in: range) ?? stageDays.churn,
        lost: inner.integer("lost", in: range) ?? stageDays.lost)
      if days.active < days.silent, days.silent < days.churn, days.churn < days.lost {
        stageDays = days
      } else {
        inner.fault(
          value.location,
          zh: "stage_days 必须递增：active < silent < churn < lost，现在是 "
            + "\(days.active)、\(days.silent)、\(days.churn)、\(days.lost)",
          en: "stage_days must ascend, active < silent < churn < lost, not "
            + "\(days.active), \(days.silent), \(days.churn), \(days.lost)")
      }
      reader.add(inner.finish())
    }
    newDays = reader.integer("new_days", in: 1...3650) ?? newDays
    matureCount = reader.integer("mature_count", in: 1...10_000) ?? matureCount
    careDays = reader.integer("care_days", in: 1...3650) ?? careDays
    nodeMinRisk = reader.integer("node_min_risk", in: 1...1_000_000) ?? nodeMinRisk
    naturalCutBP = reader.integer("natural_cut_bp", in: 0...10_000) ?? naturalCutBP
    if let value = reader.value("curve") {
      var inner = MappingReader(value, zh: "curve ", en: "curve")
      curve = Curve(
        from: inner.integer("from", in: 1...3650) ?? curve.from,
        to: inner.integer("to", in: 1...3650) ?? curve.to,
        step: inner.integer("step", in: 1...365) ?? curve.step,
        horizon: inner.integer("horizon", in: 1...3650) ?? curve.horizon,
        minEpisodes: inner.integer("min_episodes", in: 1...1_000_000) ?? curve.minEpisodes,
        naturalOnly: inner.boolean("natural_only") ?? curve.naturalOnly)
      if curve.from > curve.to {
        inner.fault(
          value.location, zh: "curve 的 from 不能大于 to", en: "from must not exceed to in curve")
        curve = Curve()
      }
      reader.add(inner.finish())
    }
    finiteNeedCategories = Set(reader.texts("finite_need_categories") ?? [])
    for item in reader.list("competitor_periods") ?? [] {
      var inner = MappingReader(item, zh: "competitor_periods 的一项", en: "a competitor period")
      if let from = inner.day("from"), let to = inner.day("to") {
        competitorPeriods.append(Period(from: from, to: to))
      }
      reader.add(inner.finish())
    }
    for item in reader.list("releases") ?? [] {
      var inner = MappingReader(item, zh: "releases 的一项", en: "a release")
      if let date = inner.day("date") {
        releases.append(Release(date: date, removedFeatures: inner.texts("removed_features") ?? []))
      }
      reader.add(inner.finish())
    }
  }

  private mutating func readValue(_ reader: inout MappingReader) {
    if let value = reader.value("rfm") { readRFM(value, &reader) }
    if let items = reader.list("tiers") {
      var read: [Tier] = []
      for item in items {
        var inner = MappingReader(item, zh: "tiers 的一项", en: "a tier")
        if let name = inner.text("name"),
          let minimum = inner.integer("min_minor", in: 0...1_000_000_000_000_000)
        {
          read.append(Tier(name: name, minimum: Money(minor: Int64(minimum))))
        }
        reader.add(inner.finish())
      }
      if zip(read, read.dropFirst()).allSatisfy({ $0.minimum < $1.minimum }) {
        tiers = read
      } else {
        reader.fault(
          reader.value("tiers")?.location ?? reader.location, zh: "tiers 的 min_minor 必须递增",
          en: "the tiers' min_minor must ascend")
      }
    }
    if let items = reader.list("value_basis") {
      valueBasis = Set(
        items.compactMap { reader.choice($0, named: "value_basis", of: Order.Kind.self) })
    }
    acquisitionCost = reader.integer("cac_minor", in: 0...1_000_000_000_000).map {
      Money(minor: Int64($0))
    }
    marginBP = reader.integer("margin_bp", in: 0...10_000)
  }

  private mutating func readRFM(_ value: LocatedValue, _ reader: inout MappingReader) {
    var inner = MappingReader(value, zh: "rfm ", en: "rfm")
    rfm.windowDays = inner.integer("window_days", in: 0...36_500) ?? rfm.windowDays
    if let split = inner.value("split") {
      switch split.content {
      case .scalar("mean", _): rfm.split = .mean
      case .scalar("median", _): rfm.split = .median
      case .scalar(let text, _):
        if let score = Int(text), (1...5).contains(score) {
          rfm.split = .score(score)
        } else {
          inner.fault(
            split.location, zh: "split 应是 mean、median 或 1 到 5",
            en: "split must be mean, median or a score from 1 to 5")
        }
      default:
        inner.fault(
          split.location, zh: "split 应是 mean、median 或 1 到 5",
          en: "split must be mean, median or a score from 1 to 5")
      }
    }
    if let value = inner.value("breaks") {
      var breaks = MappingReader(value, zh: "breaks ", en: "breaks")
      func cuts(_ key: String) -> [Int64] {
        (breaks.list(key) ?? []).compactMap {
          breaks.integer($0, named: key, in: 0...1_000_000_000_000).map(Int64.init)
        }
      }
      let (recency, frequency, monetary) = (cuts("recency"), cuts("frequency"), cuts("monetary"))
      let isComplete = [recency, frequency, monetary].allSatisfy { list in
        list.count == 4 && zip(list, list.dropFirst()).allSatisfy { $0 < $1 }
      }
      if isComplete {
        rfm.scoring = .breaks(recency: recency, frequency: frequency, monetary: monetary)
      } else {
        breaks.fault(
          value.location, zh: "breaks 的 recency、frequency、monetary 各需四个递增的切点",
          en: "breaks needs four ascending cut points each for recency, frequency and monetary")
      }
      inner.add(breaks.finish())
    }
    reader.add(inner.finish())
  }

  private mutating func readSending(_ reader: inout MappingReader) {
    if let value = reader.value("channels") {
      var inner = MappingReader(value, zh: "channels ", en: "channels")
      for entry in inner.all {
        _ = inner.value(entry.key)
        guard let channel = Channel(rawValue: entry.key) else {
          let nearest = NearestName.find(entry.key, in: Channel.allCases.map(\.rawValue))
          inner.fault(
            entry.location,
            zh: "没有渠道 `\(entry.key)`" + (nearest.map { "；是否想写 `\($0)`？" } ?? ""),
            en: "there is no channel `\(entry.key)`"
              + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
          continue
        }
        var use = MappingReader(entry.value, zh: "channels.\(entry.key) ", en: entry.key)
        channels[channel] = ChannelUse(
          gateway: use.text("gateway") ?? "outbox",
          costPerThousand: use.integer("per_1000_minor", in: 0...1_000_000_000).map {
            Money(minor: Int64($0))
          })
        inner.add(use.finish())
      }
      reader.add(inner.finish())
    } else {
      // Without a word on channels each writes to the outbox, which sends nothing anywhere.
      channels = Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0, ChannelUse()) })
    }
    if let value = reader.value("calendar") {
      var inner = MappingReader(value, zh: "calendar ", en: "calendar")
      func days(_ key: String) -> Set<BusinessDay> {
        Set((inner.list(key) ?? []).compactMap { inner.day($0, named: key) })
      }
      calendar = WorkCalendar(holidays: days("holidays"), workdays: days("workdays"))
      reader.add(inner.finish())
    }
    if let regions = reader.texts("call_blocked_regions") { callBlockedRegions = Set(regions) }
    globalHoldoutBP = reader.integer("global_holdout_bp", in: 0...5000) ?? globalHoldoutBP
    if let value = reader.value("experiment_salt"), let salt = reader.text("experiment_salt") {
      if salt.contains(":") {
        reader.fault(
          value.location, zh: "experiment_salt 不能含冒号",
          en: "experiment_salt must not hold a colon")
      } else {
        experimentSalt = salt
      }
    }
  }
}
