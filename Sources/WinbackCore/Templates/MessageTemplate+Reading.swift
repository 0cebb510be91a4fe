extension MessageTemplate {
  /// Reads a file of `templates/`: `channel` and `body`, and optionally `name`, `title`, `kind`,
  /// `signature`, `appended_text`, `link` and `provider`.
  ///
  /// `title` is a text or a mapping with `zh` and `en`, of which the list shows the first. Line breaks at
  /// the end of the body, which block texts of YAML bring along, are dropped: they would be billed.
  ///
  /// - Parameter fileName: The id: the file's own name without its ending. A `name` must agree with it.
  /// - Returns: The template, nil when it has no usable channel or body, and every fault found.
  public static func read(
    _ file: LocatedValue, named fileName: String
  ) -> (template: MessageTemplate?, faults: [SettingsFault]) {
    var reader = MappingReader(file, zh: "模板文件", en: "a template file")
    if !IdentifierRule.isValid(fileName) {
      reader.fault(
        file.location, zh: "文件名 `\(fileName)` 不能作为模板编号：1 到 64 个字符，首尾无空格",
        en:
          "the file name `\(fileName)` cannot be a template id: 1 to 64 characters, no outer spaces"
      )
    }
    if let name = reader.text("name"), name != fileName {
      reader.fault(
        file.location, zh: "name 是 `\(name)`，文件名是 `\(fileName)`；请改成一致",
        en: "name is `\(name)` but the file is called `\(fileName)`; make them agree")
    }
    let title = reader.title("title")
    let hasChannel = reader.has("channel")
    let channel = reader.choice("channel", of: Channel.self)
    if !hasChannel { reader.missing("channel", example: "channel: sms") }
    let kind = reader.choice("kind", of: Kind.self) ?? .marketing
    let signature = reader.text("signature")
    let hasBody = reader.has("body")
    let body = reader.text("body")
    if !hasBody { reader.missing("body", example: "body: \"{{name|您}}，…\"") }
    let appendedText = reader.text("appended_text")
    let link = reader.text("link")
    let provider = reader.text("provider")
    if let signature, let bracket = signature.first(where: { "【】[]".contains($0) }) {
      reader.fault(
        reader.place(of: "signature"), zh: "signature 不带括号，去掉「\(bracket)」；平台会自己加",
        en: "signature goes without brackets; drop `\(bracket)`, the platform adds it")
    }
    let faults = reader.finish()
    guard let channel, let body else { return (nil, faults) }
    var trimmed = Substring(body)
    while let last = trimmed.last, last.isNewline { trimmed.removeLast() }
    let template = MessageTemplate(
      id: ID(fileName), title: title?.zh, channel: channel, kind: kind, signature: signature,
      body: String(trimmed), appendedText: appendedText, link: link, provider: provider)
    return (template, faults)
  }
}

extension MappingReader {
  /// Tells whether the mapping has `key` with a value, usable or not.
  fileprivate func has(_ key: String) -> Bool {
    all.contains { entry in
      guard entry.key == key else { return false }
      if case .null = entry.value.content { return false }
      return true
    }
  }

  /// Where the value of `key` stands; the mapping's own place when it is absent.
  fileprivate func place(of key: String) -> FileLocation {
    all.first { $0.key == key }?.value.location ?? location
  }
}
