public import WinbackCore

/// Values that stand in where no user is chosen, or where an event or a plan would give them.
public enum TemplateSamples {
  /// One value for every name that a template may use.
  public static func values(_ language: Language) -> [String: TemplateValue] {
    [
      "name": .text(language.pick(zh: "王女士", en: "Ms Wang")),
      "amount": .number(2000),
      "price": .number(9900),
      "expires": .text(language.pick(zh: "6月30日", en: "June 30")),
      "link": .text("https://h5.shop.cn/x"),
      "cart_items": .number(2),
      "cart_value": .number(25_800),
      "last_category": .text(language.pick(zh: "跑鞋", en: "running shoes")),
      "days_away": .number(92),
      "fix_title": .text(language.pick(zh: "导出更快", en: "faster export")),
      "news_title": .text(language.pick(zh: "新品到店", en: "new arrivals")),
      "friend_name": .text(language.pick(zh: "李先生", en: "Mr Li")),
      "viewer_count": .number(3),
    ]
  }

  /// The sample values of what no user's own facts can give: the plan's, an event's, a record's.
  public static func boundValues(_ language: Language) -> [String: TemplateValue] {
    let names = TemplateVariables.bound.union(TemplateVariables.ofPlan)
    return values(language).filter { names.contains($0.key) }
  }
}
