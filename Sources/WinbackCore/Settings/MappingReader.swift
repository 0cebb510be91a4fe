/// Reads the entries of one mapping of a settings file, gathering every fault with its place.
///
/// Each reading method removes its key from those not yet asked for; ``finish()`` then reports what
/// is left as unknown, with the nearest name. A value of the wrong type gives a fault and nil, so a
/// caller keeps its default and goes on.
public struct MappingReader {
  private let entries: [(key: String, location: FileLocation, value: LocatedValue)]
  private var asked: [String] = []
  public let location: FileLocation
  public private(set) var faults: [SettingsFault] = []

  /// Opens `value`, which `what` names in faults; anything but a mapping gives a fault and no entries.
  ///
  /// An absent value (`null`) counts as an empty mapping.
  public init(_ value: LocatedValue, zh: String, en: String) {
    location = value.location
    switch value.content {
    case .mapping(let entries):
      self.entries = entries
    case .null:
      entries = []
    default:
      entries = []
      faults = [
        SettingsFault(
          value.location, zh: "\(zh)应是键值对", en: "\(en) must be a mapping of keys and values")
      ]
    }
  }

  public var isEmpty: Bool { entries.isEmpty }

  /// The keys as they stand, for mappings whose keys are names.
  public var all: [(key: String, location: FileLocation, value: LocatedValue)] { entries }

  /// Adds a fault found by the caller.
  public mutating func fault(_ place: FileLocation, zh: String, en: String) {
    faults.append(SettingsFault(place, zh: zh, en: en))
  }

  /// Adds the faults of a reader of an inner value.
  public mutating func add(_ more: [SettingsFault]) { faults += more }

  /// The value of `key` as it stands; nil when absent or `null`.
  public mutating func value(_ key: String) -> LocatedValue? {
    asked.append(key)
    guard let found = entries.first(where: { $0.key == key })?.value else { return nil }
    if case .null = found.content { return nil }
    return found
  }

  /// A text that is not blank.
  public mutating func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if case .scalar(let text, _) = value.content, text.contains(where: { !$0.isWhitespace }) {
      return text
    }
    fault(value.location, zh: "\(key) 应是一段文字", en: "\(key) must be a text")
    return nil
  }

  /// A whole number within `range`.
  public mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    return integer(value, named: key, in: range)
  }

  /// `value` as a whole number within `range`; a fault names it `key`.
  public mutating func integer(
    _ value: LocatedValue, named key: String, in range: ClosedRange<Int>
  ) -> Int? {
    guard case .scalar(let text, isQuoted: false) = value.content, let number = Int(text) else {
      fault(
        value.location, zh: "\(key) 应是整数，现在是 \(Self.shown(value))",
        en: "\(key) must be a whole number, not \(Self.shown(value))")
      return nil
    }
    guard range.contains(number) else {
      fault(
        value.location, zh: "\(key) 应在 \(range.lowerBound) 到 \(range.upperBound) 之间，现在是 \(number)",
        en: "\(key) must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
      return nil
    }
    return number
  }

  /// `true` or `false`.
  public mutating func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if case .scalar(let text, isQuoted: false) = value.content {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    fault(
      value.location, zh: "\(key) 应是 true 或 false，现在是 \(Self.shown(value))",
      en: "\(key) must be true or false, not \(Self.shown(value))")
    return nil
  }

  /// One of the raw values of `type`; a fault lists them and names the nearest.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let value = value(key) else { return nil }
    return choice(value, named: key, of: type)
  }

  /// `value` as one of the raw values of `type`.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: LocatedValue, named key: String, of type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    let names = type.allCases.map(\.rawValue)
    guard case .scalar(let text, _) = value.content else {
      fault(
        value.location, zh: "\(key) 应是其中之一：\(names.joined(separator: "、"))",
        en: "\(key) must be one of \(names.joined(separator: ", "))")
      return nil
    }
    if let choice = Choice(rawValue: text) { return choice }
    let nearest = NearestName.find(text, in: names)
    fault(
      value.location,
      zh: "\(key) 没有 `\(text)`"
        + (nearest.map { "；是否想写 `\($0)`？" } ?? "；可用：\(names.joined(separator: "、"))"),
      en: "\(key) cannot be `\(text)`"
        + (nearest.map { "; did you mean `\($0)`?" }
          ?? "; it is one of \(names.joined(separator: ", "))"))
    return nil
  }

  /// An RFC 3339 instant.
  public mutating func instant(_ key: String) -> Instant? {
    guard let value = value(key) else { return nil }
    if case .scalar(let text, _) = value.content, let instant = Instant(rfc3339: text) {
      return instant
    }
    fault(
      value.location, zh: "\(key) 应是带时区的时间，如 2024-06-30T02:00:00Z",
      en: "\(key) must be a time with its offset, such as 2024-06-30T02:00:00Z")
    return nil
  }

  /// A date written `YYYY-MM-DD`.
  public mutating func day(_ key: String) -> BusinessDay? {
    guard let value = value(key) else { return nil }
    return day(value, named: key)
  }

  /// `value` as a date written `YYYY-MM-DD`.
  public mutating func day(_ value: LocatedValue, named key: String) -> BusinessDay? {
    if case .scalar(let text, _) = value.content, let day = BusinessDay(text) { return day }
    fault(
      value.location, zh: "\(key) 应是日期，如 2024-06-30", en: "\(key) must be a date such as 2024-06-30"
    )
    return nil
  }

  /// The items of a list; a single scalar is no list.
  public mutating func list(_ key: String) -> [LocatedValue]? {
    guard let value = value(key) else { return nil }
    if case .list(let items) = value.content { return items }
    fault(value.location, zh: "\(key) 应是列表", en: "\(key) must be a list")
    return nil
  }

  /// A list of texts.
  public mutating func texts(_ key: String) -> [String]? {
    guard let items = list(key) else { return nil }
    return items.compactMap { item in
      if case .scalar(let text, _) = item.content { return text }
      fault(item.location, zh: "\(key) 的每一项应是文字", en: "each item of \(key) must be a text")
      return nil
    }
  }

  /// A title given as one text or as `{zh, en}`; a missing language takes the other's.
  public mutating func title(_ key: String) -> (zh: String, en: String)? {
    guard let value = value(key) else { return nil }
    if case .scalar(let text, _) = value.content { return (text, text) }
    var inner = MappingReader(value, zh: key, en: key)
    let zh = inner.text("zh")
    let en = inner.text("en")
    add(inner.finish())
    guard let first = zh ?? en else { return nil }
    return (zh ?? first, en ?? first)
  }

  /// Adds the fault that `key` is missing.
  public mutating func missing(_ key: String, example: String) {
    fault(location, zh: "缺少 \(key)；例如 \(example)", en: "\(key) is missing; such as \(example)")
  }

  /// Reports the keys nobody asked for and returns all faults in file order.
  public mutating func finish() -> [SettingsFault] {
    for entry in entries where !asked.contains(entry.key) {
      let nearest = NearestName.find(entry.key, in: asked)
      fault(
        entry.location,
        zh: "没有键 `\(entry.key)`"
          + (nearest.map { "；是否想写 `\($0)`？" } ?? "；可用：\(asked.joined(separator: "、"))"),
        en: "unknown key `\(entry.key)`"
          + (nearest.map { "; did you mean `\($0)`?" }
            ?? "; known are \(asked.joined(separator: ", "))"))
    }
    return faults.sorted {
      ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column)
    }
  }

  private static func shown(_ value: LocatedValue) -> String {
    switch value.content {
    case .null: "null"
    case .scalar(let text, isQuoted: true): "\"\(text)\""
    case .scalar(let text, isQuoted: false): text
    case .list: "[…]"
    case .mapping: "{…}"
    }
  }
}
