public import WinbackCore

extension UserRow {
  /// A user as a list shows him: labels in `language`, name and phone masked.
  public init(_ profile: UserProfile, _ language: Language) {
    let tier = SegmentField.named("tier")?.label(of: profile.tier, language) ?? profile.tier
    self.init(
      id: profile.user.id, name: profile.user.name.map(Masked.name) ?? "",
      phone: profile.user.phone.map(Masked.phone) ?? "", stage: profile.stage.rawValue,
      stageLabel: profile.stage.words(language), rDays: profile.rDays,
      orders: profile.ordersCount, lifetimeValue: profile.lifetimeValue, tier: profile.tier,
      tierLabel: tier, region: profile.user.region ?? "")
  }
}

extension FieldRow {
  /// Every field of a user that a segment may test, attributes last; `—` where nothing is known.
  ///
  /// Money is in major units; the label of a listed value follows it in brackets.
  public static func all(of profile: UserProfile, _ language: Language) -> [FieldRow] {
    let attributes = profile.user.attributes.keys.sorted().compactMap {
      SegmentField.named("attr_\($0)")
    }
    return (SegmentField.all + attributes).map { field in
      FieldRow(
        name: field.name, label: field.words(language),
        value: field.shownValue(of: profile, language))
    }
  }
}
