/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// An index of the 256-colour palette; 0 to 15 are the terminal's named colours.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How cells of one role look.
public struct Style: Hashable, Sendable {
  public var foreground: Color
  public var background: Color
  public var isBold: Bool
  public var isUnderlined: Bool
  public var isReversed: Bool
  public var isDim: Bool

  public init(
    foreground: Color = .terminalDefault, background: Color = .terminalDefault,
    isBold: Bool = false, isUnderlined: Bool = false, isReversed: Bool = false,
    isDim: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.isBold = isBold
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
    self.isDim = isDim
  }
}

/// Colours for roles, as read from a theme file.
public struct Theme: Hashable, Sendable {
  public var name: String
  public var isDark: Bool
  public var styles: [Role: Style]

  public init(name: String, isDark: Bool, styles: [Role: Style]) {
    self.name = name
    self.isDark = isDark
    self.styles = styles
  }

  /// The style of `role`, of its nearest prefix, or of `text`.
  public func style(_ role: Role) -> Style {
    var name = role.name
    while true {
      if let style = styles[Role(name)] { return style }
      guard let dot = name.lastIndex(of: ".") else { break }
      name = String(name[..<dot])
    }
    return styles["text"] ?? Style()
  }
}

extension Theme: CustomStringConvertible {
  /// The name; the colours would fill a page.
  public var description: String { name }
}
