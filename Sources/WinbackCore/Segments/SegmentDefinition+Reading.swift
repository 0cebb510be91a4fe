extension SegmentDefinition {
  private static let keys = ["name", "title", "where"]

  /// Reads a file of `segments/`: `where` (the predicate), and optionally `name` and `title`.
  ///
  /// `title` is a text or a mapping with `zh` and `en`. The predicate itself is judged by a
  /// ``SegmentCatalogue``, which knows the other segments.
  ///
  /// - Parameter fileName: The name when the file gives none: the file's own, without its ending.
  /// - Returns: The definition, nil when it has no usable name or predicate, and every fault found.
  public static func read(
    _ file: LocatedValue, named fileName: String
  ) -> (definition: SegmentDefinition?, faults: [SettingsFault]) {
    guard case .mapping(let entries) = file.content else {
      return (
        nil,
        [
          SettingsFault(
            file.location, zh: "分群文件应是键值对，例如 where: r_days >= 90",
            en: "a segment file is a mapping, such as where: r_days >= 90")
        ]
      )
    }
    var reader = Reader(name: fileName)
    for entry in entries { reader.take(entry.key, entry.location, entry.value) }
    return reader.finish(at: file.location)
  }

  private struct Reader {
    var name: String
    var titleZh: String?
    var titleEn: String?
    var predicate: (text: String, origin: TextOrigin)?
    var hasWhere = false
    var faults: [SettingsFault] = []

    init(name: String) {
      self.name = name
    }

    mutating func take(_ key: String, _ place: FileLocation, _ value: LocatedValue) {
      switch key {
      case "name":
        guard let text = text(of: value, key) else { return }
        guard IdentifierRule.isValid(text) else {
          return fault(
            value.location,
            zh: "name 应为 1 到 64 个字符，首尾无空格，不含控制字符",
            en: "a name has 1 to 64 characters, no outer spaces and no control characters")
        }
        name = text
      case "title": takeTitle(value)
      case "where":
        hasWhere = true
        guard let text = text(of: value, key) else { return }
        predicate = (text, Self.origin(of: value, text))
      default:
        let nearest = NearestName.find(key, in: SegmentDefinition.keys)
        let zh = nearest.map { "；是否想写 `\($0)`？" } ?? "；可用：name、title、where"
        let en =
          nearest.map { "; did you mean `\($0)`?" } ?? "; a segment has name, title and where"
        fault(place, zh: "没有键 `\(key)`\(zh)", en: "unknown key `\(key)`\(en)")
      }
    }

    private mutating func takeTitle(_ value: LocatedValue) {
      guard case .mapping(let entries) = value.content else {
        guard let text = text(of: value, "title") else { return }
        titleZh = text
        titleEn = text
        return
      }
      for entry in entries {
        switch entry.key {
        case "zh": titleZh = text(of: entry.value, "title.zh")
        case "en": titleEn = text(of: entry.value, "title.en")
        default:
          fault(
            entry.location, zh: "title 中没有键 `\(entry.key)`；可用：zh、en",
            en: "unknown key `\(entry.key)` in title; it has zh and en")
        }
      }
    }

    private mutating func text(of value: LocatedValue, _ key: String) -> String? {
      if case .scalar(let text, _) = value.content, text.contains(where: { !$0.isWhitespace }) {
        return text
      }
      fault(value.location, zh: "\(key) 应是一段文本", en: "\(key) must be a text")
      return nil
    }

    private mutating func fault(_ place: FileLocation, zh: String, en: String) {
      faults.append(SettingsFault(place, zh: zh, en: en))
    }

    mutating func finish(
      at place: FileLocation
    ) -> (definition: SegmentDefinition?, faults: [SettingsFault]) {
      if !hasWhere {
        fault(
          place, zh: "缺少 where；例如 where: r_days >= 90",
          en: "where is missing; such as where: r_days >= 90")
      }
      guard let predicate else { return (nil, faults) }
      let definition = SegmentDefinition(
        name: name, titleZh: titleZh ?? titleEn ?? name, titleEn: titleEn ?? titleZh ?? name,
        predicateText: predicate.text, location: place, textOrigin: predicate.origin)
      return (definition, faults)
    }

    /// A plain scalar of one line stands in the file as it is read; quoting and folding do not.
    private static func origin(of value: LocatedValue, _ text: String) -> TextOrigin {
      guard case .scalar(_, let isQuoted) = value.content else {
        return TextOrigin(location: value.location, isExact: false)
      }
      let isOneLine = !text.contains(where: \.isNewline)
      guard isQuoted else { return TextOrigin(location: value.location, isExact: isOneLine) }
      // Inside quotes every character stands for itself as long as none needs escaping.
      let isVerbatim = isOneLine && !text.contains { $0 == "\"" || $0 == "'" || $0 == "\\" }
      guard isVerbatim else { return TextOrigin(location: value.location, isExact: false) }
      let first = FileLocation(
        file: value.location.file, line: value.location.line, column: value.location.column + 1)
      return TextOrigin(location: first, isExact: true)
    }
  }
}
