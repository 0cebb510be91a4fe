/// A fact about a user that a segment may test, such as `r_days`.
///
/// The fields of the product are listed in ``all``; `attr_NAME` stands for any imported attribute
/// column and is made on demand by ``named(_:)``. Two fields are equal when their names are.
public struct SegmentField: Sendable {
  /// What a field holds; it decides the operators and literals that a test may use.
  public enum Kind: String, Sendable, CaseIterable {
    case integer, decimal, money, text, flag
  }

  /// Takes the value of one user out of his profile; nil means missing.
  ///
  /// Profiles are large: they are passed `inout` because that alone spares a copy of each for every
  /// field. No reader changes one.
  enum Reader: Sendable {
    case integer(@Sendable (inout UserProfile) -> Int?)
    case decimal(@Sendable (inout UserProfile) -> Double?)
    case money(@Sendable (inout UserProfile) -> Money?)
    case text(@Sendable (inout UserProfile) -> String?)
    case flag(@Sendable (inout UserProfile) -> Bool?)
  }

  public let name: String
  private let zh: String
  private let en: String
  /// What people also call it; only used to guess what a mistyped name meant.
  let alsoCalled: [String]
  let reader: Reader

  init(_ name: String, zh: String, en: String, alsoCalled: [String] = [], _ reader: Reader) {
    self.name = name
    self.zh = zh
    self.en = en
    self.alsoCalled = alsoCalled
    self.reader = reader
  }

  public var kind: Kind {
    switch reader {
    case .integer: .integer
    case .decimal: .decimal
    case .money: .money
    case .text: .text
    case .flag: .flag
    }
  }

  /// What every attribute field begins with.
  static let attributePrefix = "attr_"

  /// The name of the imported attribute without its prefix; nil for a field of the product.
  public var attribute: String? {
    name.hasPrefix(Self.attributePrefix)
      ? String(name.dropFirst(Self.attributePrefix.count)) : nil
  }

  /// Looks up a field by its exact name; any `attr_…` with a name after the prefix is a text field.
  public static func named(_ name: String) -> SegmentField? {
    if let field = byName[name] { return field }
    guard name.hasPrefix(attributePrefix), name.utf8.count > attributePrefix.utf8.count else {
      return nil
    }
    let attribute = String(name.dropFirst(attributePrefix.count))
    return SegmentField(
      name, zh: "属性 \(attribute)", en: "attribute \(attribute)",
      .text { $0.user.attributes[attribute] })
  }

  /// The field that a mistyped name probably meant; nil when none is close.
  static func nearest(to name: String) -> String? {
    let wanted = name.lowercased()
    if let field = all.first(where: { $0.alsoCalled.contains(wanted) }) { return field.name }
    return NearestName.find(name, in: all.lazy.map(\.name))
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension SegmentField: Hashable {
  public static func == (left: SegmentField, right: SegmentField) -> Bool {
    left.name == right.name
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension SegmentField: Worded {
  /// The label of the field.
  public func words(_ language: Language) -> String { language.pick(zh: zh, en: en) }
}

extension SegmentField.Kind: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .integer: language.pick(zh: "整数", en: "a whole number")
    case .decimal: language.pick(zh: "数字", en: "a number")
    case .money: language.pick(zh: "金额", en: "an amount")
    case .text: language.pick(zh: "文本", en: "text")
    case .flag: language.pick(zh: "是否值", en: "true or false")
    }
  }
}
