extension SegmentField {
  /// A value of the field as an operator reads it: the label of a listed value, else the text itself.
  public func label(of value: String, _ language: Language) -> String {
    switch name {
    case "stage": LifecycleStage(rawValue: value)?.words(language) ?? value
    case "cause": ChurnCause(rawValue: value)?.words(language) ?? value
    case "cell": RFMCell(rawValue: value)?.words(language) ?? value
    case "grid": RFMGrid(rawValue: value)?.words(language) ?? value
    case "warn_level": ChurnWarning.Level(rawValue: value)?.words(language) ?? value
    default: Self.labels[name]?[value].map { language.pick(zh: $0.zh, en: $0.en) } ?? value
    }
  }

  private static let labels: [String: [String: (zh: String, en: String)]] = [
    "tier": [
      "high": ("高端", "high"), "mid": ("中端", "middle"), "low": ("低端", "low"),
      "none": ("无消费", "no value"),
    ],
    "app_type": [
      "ecommerce": ("电商", "e-commerce"), "social": ("社交", "social"), "tool": ("工具", "tool"),
      "recruiting": ("招聘", "recruiting"), "other": ("其他", "other"),
    ],
  ]
}

extension SegmentField {
  /// The value of one user as an operator reads it; `—` when it is missing.
  ///
  /// Money is in major units; a listed value is followed by its label in brackets.
  public func shownValue(of profile: UserProfile, _ language: Language) -> String {
    var profile = profile
    let value: String? =
      switch reader {
      case .integer(let read): read(&profile).map(String.init)
      case .decimal(let read): read(&profile).map(ProfileTable.number)
      case .money(let read): read(&profile).map(\.description)
      case .text(let read):
        read(&profile).map { text in
          let label = label(of: text, language)
          return label == text ? text : "\(text) (\(label))"
        }
      case .flag(let read):
        read(&profile).map {
          $0 ? language.pick(zh: "是", en: "yes") : language.pick(zh: "否", en: "no")
        }
      }
    return value ?? "—"
  }
}
