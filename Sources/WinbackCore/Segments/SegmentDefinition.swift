/// A named rule over users: the product's own, or one of the workspace's `segments/*.yaml`.
public struct SegmentDefinition: Sendable, Equatable {
  public var name: String
  public var titleZh: String
  public var titleEn: String
  public var predicateText: String
  public var isBuiltIn: Bool
  /// Where its file begins; nil for the product's own.
  public var location: FileLocation?
  /// Where the predicate stands in its file.
  public var textOrigin: TextOrigin?

  /// Where a predicate stands in a settings file.
  public struct TextOrigin: Sendable, Equatable {
    public var location: FileLocation
    /// Whether character n of the predicate stands n − 1 columns right of `location`; not so where
    /// the file's own quoting or line folding lies between.
    public var isExact: Bool

    public init(location: FileLocation, isExact: Bool) {
      self.location = location
      self.isExact = isExact
    }

    /// The place in the file of a 1-based position of the predicate, as near as it can be told.
    public func location(of position: Int) -> FileLocation {
      guard isExact else { return location }
      return FileLocation(
        file: location.file, line: location.line, column: location.column + position - 1)
    }
  }

  public init(
    name: String, titleZh: String, titleEn: String, predicateText: String, isBuiltIn: Bool = false,
    location: FileLocation? = nil, textOrigin: TextOrigin? = nil
  ) {
    self.name = name
    self.titleZh = titleZh
    self.titleEn = titleEn
    self.predicateText = predicateText
    self.isBuiltIn = isBuiltIn
    self.location = location
    self.textOrigin = textOrigin
  }

  /// The title in `language`.
  public func title(_ language: Language) -> String { language.pick(zh: titleZh, en: titleEn) }
}

extension SegmentDefinition {
  /// The segments that every workspace has, in the order of the specification's table.
  public static let builtIn: [SegmentDefinition] = [
    make("cart_left", "购物车有商品", "something left in the cart", "cart_items > 0"),
    make(
      "hardly_used", "打开未太多使用", "opened, hardly used",
      "sessions_total between 1 and 3 and orders_count = 0 and cart_items = 0"),
    make(
      "registered_no_order", "注册未下单", "registered, no order",
      #"orders_created = 0 and registered_days >= 1 and stage = "registered""#),
    make(
      "recall_pool", "召回池", "recall pool", #"stage in ["silent", "churned", "lost", "never"]"#),
    make(
      "high_value_churned", "高价值流失", "high value, churned",
      #"tier = "high" and stage in ["churned", "lost"]"#),
    make(
      "mid_value_churned", "中价值流失", "middle value, churned",
      #"tier = "mid" and stage in ["churned", "lost"]"#),
    make(
      "low_value_churned", "低价值流失", "low value, churned",
      #"tier in ["low", "none"] and stage in ["churned", "lost", "never"]"#),
    make("vip_churned", "VIP 流失", "VIP, churned", #"vip = true and segment("recall_pool")"#),
    make(
      "important_lapsing", "重要用户渐行渐远", "important, slipping away",
      #"cell in ["important_keep", "important_retain"]"#),
    make("churn_alert", "流失预警", "churn alert", #"warn_level in ["orange", "red"]"#),
    make("never_activated", "注册即流失", "never activated", #"stage = "never""#),
    make("returned_care", "回流承接", "care for the returned", #"stage = "returned""#),
    make("member_lapsed", "会员已到期", "membership lapsed", "lapse_days >= 1"),
    make("service_hurt", "服务受伤", "hurt by service", #"cause = "service_failure""#),
    make("app_removed", "已卸载应用", "app removed", "app_installed = false"),
    make("likely_natural", "可能自然回流", "likely to return unasked", "on_cadence = true"),
  ]

  private static func make(
    _ name: String, _ zh: String, _ en: String, _ predicate: String
  ) -> SegmentDefinition {
    SegmentDefinition(
      name: name, titleZh: zh, titleEn: en, predicateText: predicate, isBuiltIn: true)
  }
}
