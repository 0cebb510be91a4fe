/// The variables that a message may use, and what fills them.
public enum TemplateVariables {
  public static let attributePrefix = "attr_"

  /// Names in the order in which help lists them; attributes (`attr_NAME`) come on top.
  public static let listed = [
    "name", "amount", "price", "expires", "link", "cart_items", "cart_value", "last_category",
    "days_away", "fix_title", "news_title", "friend_name", "viewer_count",
  ]
  public static let known = Set(listed)

  /// Numbers under these names are minor units and print as major units without trailing zeros.
  public static let money: Set<String> = ["amount", "price", "cart_value"]

  /// Filled from an event or a record that is bound to the user; missing when there is none.
  public static let bound: Set<String> = [
    "fix_title", "news_title", "friend_name", "viewer_count",
  ]

  /// Filled from the plan that the step promises, the same for every recipient of a step.
  public static let ofPlan: Set<String> = ["amount", "price", "expires"]

  /// Tells whether `name` may stand in a template.
  public static func isKnown(_ name: String, among known: Set<String> = known) -> Bool {
    known.contains(name)
      || (name.hasPrefix(attributePrefix) && name.utf8.count > attributePrefix.utf8.count)
  }

  /// Tells whether some recipients may have no value, so that the slot needs a fallback.
  ///
  /// The link and the cart's two numbers always have a value; the plan's values come with the plan.
  public static func isNullable(_ name: String) -> Bool {
    name != "link" && name != "cart_items" && name != "cart_value" && !ofPlan.contains(name)
  }

  /// A value as it prints: money in major units without trailing zeros, other numbers as they are.
  public static func shown(_ value: TemplateValue, of name: String) -> String {
    switch value {
    case .text(let text): text
    case .number(let number) where money.contains(name): Money(minor: number).short
    case .number(let number): String(number)
    }
  }

  /// The values that a user's own facts give, with those that come from elsewhere laid on top.
  ///
  /// - Parameters:
  ///   - link: The template's link; nil leaves `link` missing.
  ///   - others: Values of the plan, of an event or of a record bound to this user.
  public static func values(
    of profile: UserProfile, link: String?, others: [String: TemplateValue] = [:]
  ) -> [String: TemplateValue] {
    var values: [String: TemplateValue] = [
      "cart_items": .number(Int64(profile.cartItems)),
      "cart_value": .number(profile.cartValue.minor),
    ]
    values["name"] = profile.user.name.map { .text($0) }
    values["link"] = link.map { .text($0) }
    values["last_category"] = profile.lastCategory.map { .text($0) }
    values["days_away"] = profile.rDays.map { .number(Int64($0)) }
    for (name, value) in profile.user.attributes {
      values[attributePrefix + name] = .text(value)
    }
    return values.merging(others) { $1 }
  }
}

extension TemplateVariables {
  /// How short and long the values of a name usually are, in characters, for lengths before filling.
  public static func typicalLength(of name: String) -> ClosedRange<Int> {
    switch name {
    case "name": 2...8
    case "amount", "price": 1...6
    case "expires": 4...10
    case "link": 15...30
    case "cart_items", "viewer_count": 1...4
    case "cart_value": 1...8
    case "last_category": 2...8
    case "days_away": 1...4
    case "friend_name": 2...8
    case "fix_title", "news_title": 2...20
    default: 1...20
    }
  }
}
