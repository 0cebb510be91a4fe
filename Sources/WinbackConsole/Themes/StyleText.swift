import TerminalUI
import WinbackCore

/// Reads `foreground on background +bold +underline +reverse +dim`; every part may be left out.
enum StyleText {
  struct Word {
    var text: String
    var location: FileLocation
  }

  /// The sixteen colours that terminals name, by their index.
  static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue",
    "bright-magenta", "bright-cyan", "bright-white",
  ]

  static let attributes = ["+bold", "+underline", "+reverse", "+dim"]

  /// The style that an entry says; what it leaves out or says wrongly is that of `base`.
  static func style(
    _ entry: ThemeSource.Entry, base: Style, palette: [String: Color],
    faults: inout [SettingsFault]
  ) -> Style {
    var style = Style(foreground: base.foreground, background: base.background)
    var isBackground = false
    var hasForeground = false
    for word in words(entry) {
      switch word.text {
      case "on" where !isBackground: isBackground = true
      case "+bold": style.isBold = true
      case "+underline": style.isUnderlined = true
      case "+reverse": style.isReversed = true
      case "+dim": style.isDim = true
      case let attribute where attribute.hasPrefix("+"):
        let near = NearestName.find(attribute, in: attributes)
        faults.append(
          SettingsFault(
            word.location, zh: "没有样式 \(attribute)\(ThemeReader.hint(near, .zh))",
            en: "there is no attribute \(attribute)\(ThemeReader.hint(near, .en))"))
      default:
        guard let color = color(word, palette: palette, faults: &faults) else { continue }
        if isBackground {
          style.background = color
        } else if hasForeground {
          faults.append(
            SettingsFault(
              word.location, zh: "已有前景色；背景色前请写 on，如 red on black",
              en: "there is a foreground already; write `on` before a background, as red on black"))
        } else {
          style.foreground = color
          hasForeground = true
        }
      }
    }
    return style
  }

  /// The colour of a word: a palette name, a terminal's name, `default`, `0` to `255` or `#rrggbb`.
  static func color(
    _ word: Word, palette: [String: Color], faults: inout [SettingsFault]
  ) -> Color? {
    let text = word.text
    if let color = palette[text] { return color }
    if text == "default" { return .terminalDefault }
    if let index = names.firstIndex(of: text) { return .indexed(UInt8(index)) }
    if let index = UInt8(text) { return .indexed(index) }
    if text.hasPrefix("#"), text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) {
      return .rgb(
        red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
    let near = NearestName.find(text, in: palette.keys.sorted() + names + ["default"])
    faults.append(
      SettingsFault(
        word.location,
        zh: "没有颜色 \(text)\(ThemeReader.hint(near, .zh))；颜色是 palette 里的名字、终端颜色名、0-255 或 #rrggbb",
        en: "there is no colour \(text)\(ThemeReader.hint(near, .en)); a colour is a name of the "
          + "palette, a terminal's colour name, 0-255 or #rrggbb"))
    return nil
  }

  private static func words(_ entry: ThemeSource.Entry) -> [Word] {
    var words: [Word] = []
    var current = ""
    var start = 0
    for (index, character) in (entry.text + " ").enumerated() {
      if character == " " {
        if !current.isEmpty {
          let place = entry.location
          words.append(
            Word(
              text: current,
              location: FileLocation(
                file: place.file, line: place.line, column: place.column + start)))
        }
        current = ""
        start = index + 1
      } else {
        current.append(character)
      }
    }
    return words
  }
}
