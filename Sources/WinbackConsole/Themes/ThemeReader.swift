public import TerminalUI
public import WinbackCore

/// Reads theme files.
///
/// A file has `name`, `dark`, and optionally `inherits`, `palette` and `roles`. A file that inherits
/// takes over palette and roles of the other theme entry by entry, so that another palette alone
/// makes another theme.
public enum ThemeReader {
  /// A theme and the faults of its file; with any fault there is no theme.
  public struct Reading: Sendable {
    public var theme: Theme?
    public var faults: [SettingsFault]
  }

  /// - Parameters:
  ///   - parent: Finds the file of another theme by its name; nil where there is none. An embedded
  ///     theme stands in for a file that is missing.
  ///   - names: The themes that could be meant, for a name that none has.
  public static func read(
    _ value: LocatedValue, resolving parent: (String) -> LocatedValue?, names: [String] = []
  ) -> Reading {
    var faults: [SettingsFault] = []
    var sources: [ThemeSource] = []
    var next: LocatedValue? = value
    while let file = next {
      let source = ThemeSource(file, faults: &faults)
      sources.append(source)
      next = nil
      guard let inherited = source.inherits else { break }
      if sources.contains(where: { $0.name == inherited.name }) {
        faults.append(
          SettingsFault(
            inherited.location, zh: "主题 \(inherited.name) 间接继承了自己；请去掉一处 inherits",
            en: "the theme \(inherited.name) inherits from itself; remove one `inherits`"))
      } else if let found = parent(inherited.name) {
        next = found
      } else if let embedded = EmbeddedThemes.source(inherited.name) {
        sources.append(embedded)
      } else {
        let near = NearestName.find(inherited.name, in: names)
        faults.append(
          SettingsFault(
            inherited.location, zh: "没有主题 \(inherited.name)\(hint(near, .zh))",
            en: "there is no theme \(inherited.name)\(hint(near, .en))"))
      }
    }
    let theme = resolved(sources, faults: &faults)
    return Reading(theme: faults.isEmpty ? theme : nil, faults: faults)
  }

  /// Joins sources, the nearest first, and works out every style.
  static func resolved(_ sources: [ThemeSource], faults: inout [SettingsFault]) -> Theme {
    var palette: [String: Color] = [:]
    var roles: [Role: ThemeSource.Entry] = [:]
    for source in sources.reversed() {
      for entry in source.palette {
        if let color = StyleText.color(entry.word(), palette: [:], faults: &faults) {
          palette[entry.key] = color
        }
      }
      for entry in source.roles { roles[Role(entry.key)] = entry }
    }
    var base = Style()
    if let text = roles["text"] {
      base = StyleText.style(text, base: base, palette: palette, faults: &faults)
    }
    var styles: [Role: Style] = ["text": base]
    // In the order of the roles, so that faults come in the same order each time.
    for role in Role.all where role != "text" {
      guard let entry = roles[role] else { continue }
      styles[role] = StyleText.style(entry, base: base, palette: palette, faults: &faults)
    }
    return Theme(
      name: sources.first?.name ?? "", isDark: sources.lazy.compactMap(\.isDark).first ?? true,
      styles: styles)
  }

  static func hint(_ near: String?, _ language: Language) -> String {
    guard let near else { return "" }
    return language.pick(zh: "；是不是 \(near)？", en: "; did you mean \(near)?")
  }
}

/// What one theme file says, not yet joined with what it inherits.
struct ThemeSource {
  struct Entry {
    var key: String
    var text: String
    /// The first character of the text.
    var location: FileLocation

    /// The whole text as one word.
    func word() -> StyleText.Word { StyleText.Word(text: text, location: location) }
  }

  var name = ""
  var isDark: Bool?
  var inherits: (name: String, location: FileLocation)?
  var palette: [Entry] = []
  var roles: [Entry] = []

  init(name: String, isDark: Bool?, palette: [Entry] = [], roles: [Entry] = []) {
    self.name = name
    self.isDark = isDark
    self.palette = palette
    self.roles = roles
  }

  init(_ value: LocatedValue, faults: inout [SettingsFault]) {
    guard case .mapping(let entries) = value.content else {
      faults.append(
        SettingsFault(
          value.location, zh: "主题文件应是键和值，例如 name: dusk",
          en: "a theme file holds keys and values, such as name: dusk"))
      return
    }
    for entry in entries {
      switch entry.key {
      case "name": name = Self.text(entry.value, faults: &faults)?.text ?? ""
      case "dark":
        switch Self.text(entry.value, faults: &faults)?.text {
        case "true"?: isDark = true
        case "false"?: isDark = false
        case let other?:
          faults.append(
            SettingsFault(
              entry.value.location, zh: "dark 的值 \(other) 应是 true 或 false",
              en: "dark is \(other); it must be true or false"))
        case nil: break
        }
      case "inherits":
        inherits = Self.text(entry.value, faults: &faults).map { ($0.text, $0.location) }
      case "palette": palette = Self.entries(entry.value, faults: &faults)
      case "roles":
        roles = Self.entries(entry.value, faults: &faults)
      default:
        let near = NearestName.find(
          entry.key, in: ["name", "dark", "inherits", "palette", "roles"])
        faults.append(
          SettingsFault(
            entry.location, zh: "主题里没有键 \(entry.key)\(ThemeReader.hint(near, .zh))",
            en: "a theme has no key \(entry.key)\(ThemeReader.hint(near, .en))"))
      }
    }
    if name.isEmpty {
      faults.append(
        SettingsFault(value.location, zh: "主题缺少 name", en: "the theme has no name; add name:"))
    }
    if isDark == nil && inherits == nil {
      faults.append(
        SettingsFault(
          value.location, zh: "主题缺少 dark；请写 dark: true 或 dark: false",
          en: "the theme does not say dark: true or dark: false"))
    }
    checkRoleNames(value, faults: &faults)
  }

  private func checkRoleNames(_ value: LocatedValue, faults: inout [SettingsFault]) {
    guard case .mapping(let entries) = value.content,
      case .mapping(let roles)? = entries.first(where: { $0.key == "roles" })?.value.content
    else { return }
    let names = Role.all.map(\.name)
    for role in roles where !names.contains(role.key) {
      let near = NearestName.find(role.key, in: names)
      faults.append(
        SettingsFault(
          role.location, zh: "没有角色 \(role.key)\(ThemeReader.hint(near, .zh))",
          en: "there is no role \(role.key)\(ThemeReader.hint(near, .en))"))
    }
  }

  private static func text(_ value: LocatedValue, faults: inout [SettingsFault]) -> Entry? {
    guard case .scalar(let text, let isQuoted) = value.content else {
      faults.append(
        SettingsFault(value.location, zh: "这里应是一个词", en: "this must be a single word"))
      return nil
    }
    // The quotation mark stands before the text.
    let place = value.location
    return Entry(
      key: "", text: text,
      location: isQuoted
        ? FileLocation(file: place.file, line: place.line, column: place.column + 1) : place)
  }

  private static func entries(
    _ value: LocatedValue, faults: inout [SettingsFault]
  ) -> [Entry] {
    switch value.content {
    case .mapping(let entries):
      return entries.compactMap { entry in
        guard var text = text(entry.value, faults: &faults) else { return nil }
        text.key = entry.key
        return text
      }
    case .null: return []
    default:
      faults.append(
        SettingsFault(
          value.location, zh: "这里应是名称和颜色，每行一个", en: "this must be names and colours, one a line"))
      return []
    }
  }
}
