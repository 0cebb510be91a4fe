public import TerminalUI

/// What is wrong with the colours of a theme.
public enum ThemeCheck {
  /// One role and how well it can be read.
  public struct Row: Hashable, Sendable {
    public var role: Role
    /// From 1 to 21; nil where the terminal's own colours are used, which nobody knows.
    public var contrast: Double?
    public var isReadable: Bool
  }

  public enum Problem: Hashable, Sendable {
    /// Neither the role nor its prefix nor `text` is set.
    case unset(Role)
    /// Less contrast than the theme promises.
    case faint(Role, contrast: Double, least: Double)
    /// Cannot be told from its background in eight colours.
    case vanishes(Role, depth: ColorDepth)
    /// Two states look the same.
    case alike(Role, Role)
    /// Two states look the same to somebody with this colour vision.
    case alikeTo(Role, Role, RGB.Deficiency)
  }

  /// The contrast that text needs (WCAG 2.2, 1.4.3), and in a theme of high contrast (1.4.6).
  public static func leastContrast(of theme: Theme) -> Double {
    theme.name.hasPrefix("high-contrast") ? 7 : 4.5
  }

  /// Every role with its contrast, in the order of ``Role/all``.
  public static func rows(of theme: Theme) -> [Row] {
    Role.all.map { role in
      let ratio = contrast(theme.style(role))
      return Row(
        role: role, contrast: ratio,
        isReadable: ratio.map { $0 >= leastContrast(of: theme) } ?? true)
    }
  }

  /// All problems; empty for a theme that can be shipped.
  ///
  /// - Parameter deficiencies: The kinds of colour vision for which states have to differ.
  public static func problems(
    of theme: Theme, deficiencies: [RGB.Deficiency] = []
  ) -> [Problem] {
    var problems: [Problem] = []
    for role in Role.all where !isSet(role, in: theme) { problems.append(.unset(role)) }
    let least = leastContrast(of: theme)
    for row in rows(of: theme) {
      if let contrast = row.contrast, contrast < least {
        problems.append(.faint(row.role, contrast: contrast, least: least))
      }
    }
    for depth in [ColorDepth.eight, .sixteen, .palette] {
      let needed = depth == .palette ? least * 0.75 : 3
      for role in Role.all {
        let mapped = theme.style(role).mapped(to: depth)
        if let contrast = contrast(mapped), contrast < needed {
          problems.append(.vanishes(role, depth: depth))
        }
      }
    }
    let states = Role.all.filter { $0.name.hasPrefix("state.") }
    for (index, one) in states.enumerated() {
      for other in states[(index + 1)...] {
        let (left, right) = (theme.style(one), theme.style(other))
        if !differ(left, right, as: { $0 }) { problems.append(.alike(one, other)) }
        for deficiency in deficiencies
        where !differ(left, right, as: { $0.seen(with: deficiency) }) {
          problems.append(.alikeTo(one, other, deficiency))
        }
      }
    }
    return problems
  }

  private static func isSet(_ role: Role, in theme: Theme) -> Bool {
    var name = role.name
    while true {
      if theme.styles[Role(name)] != nil { return true }
      guard let dot = name.lastIndex(of: ".") else { return false }
      name = String(name[..<dot])
    }
  }

  private static func contrast(_ style: Style) -> Double? {
    guard let fore = style.foreground.rgb, let back = style.background.rgb else { return nil }
    return RGB.contrast(fore, back)
  }

  /// Whether two styles differ in an attribute or in colours far enough apart to be told apart.
  private static func differ(_ left: Style, _ right: Style, as seen: (RGB) -> RGB) -> Bool {
    if left.isBold != right.isBold || left.isUnderlined != right.isUnderlined
      || left.isReversed != right.isReversed || left.isDim != right.isDim
    {
      return true
    }
    func isFar(_ one: Color, _ other: Color) -> Bool {
      guard let one = one.rgb, let other = other.rgb else { return one != other }
      return RGB.distance(seen(one), seen(other)) >= 0.03
    }
    return isFar(left.foreground, right.foreground) || isFar(left.background, right.background)
  }
}
