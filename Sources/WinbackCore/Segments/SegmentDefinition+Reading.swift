extension SegmentDefinition {
  /// Reads a file of `segments/`: `where` (the predicate), and optionally `name` and `title`.
  ///
  /// `title` is a text or a mapping with `zh` and `en`. The predicate itself is judged by a
  /// ``SegmentCatalogue``, which knows the other segments.
  ///
  /// - Parameter fileName: The name when the file gives none: the file's own, without its ending.
  /// - Returns: The definition, nil when it has no predicate, and every fault found.
  public static func read(
    _ file: LocatedValue, named fileName: String
  ) -> (definition: SegmentDefinition?, faults: [SettingsFault]) {
    var reader = MappingReader(file, zh: "分群文件", en: "a segment file")
    guard reader.faults.isEmpty else { return (nil, reader.faults) }
    let place = reader.all.first { $0.key == "name" }?.value.location
    var name = reader.text("name") ?? fileName
    if !IdentifierRule.isValid(name) {
      reader.fault(
        place ?? file.location, zh: "name 应为 1 到 64 个字符，首尾无空格，不含控制字符",
        en: "a name has 1 to 64 characters, no outer spaces and no control characters")
      name = fileName
    }
    let title = reader.title("title") ?? (zh: name, en: name)
    let predicate = reader.value("where")
    guard let predicate else {
      reader.missing("where", example: "where: r_days >= 90")
      return (nil, reader.finish())
    }
    guard case .scalar(let text, let isQuoted) = predicate.content,
      text.contains(where: { !$0.isWhitespace })
    else {
      reader.fault(
        predicate.location, zh: "where 应是一段条件文字，例如 r_days >= 90",
        en: "where must be a text, such as r_days >= 90")
      return (nil, reader.finish())
    }
    // A plain scalar of one line stands in the file as it is read; quotes, escapes and folded lines
    // do not.
    let isExact = !isQuoted && !text.contains(where: \.isNewline)
    let definition = SegmentDefinition(
      name: name, titleZh: title.zh, titleEn: title.en, predicateText: text,
      location: file.location,
      textOrigin: TextOrigin(location: predicate.location, isExact: isExact))
    return (definition, reader.finish())
  }
}
