import CNcurses
import TerminalUI

/// What ncurses needs to know of the roles of a theme.
///
/// Colour pairs are given out once for each pair of colours and kept when the theme changes.
struct StyleTable {
  struct Entry: Hashable {
    var attributes: UInt32
    var pair: Int32
  }

  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  private var theme: Theme?
  private var depth = ColorDepth.none
  private var entries: [Role: Entry] = [:]
  private var pairs: [Colors: Int32] = [Colors(foreground: -1, background: -1): 0]
  /// How many pairs the terminal has; 0 where there are no colours.
  private let pairLimit: Int32

  init(pairLimit: Int32) {
    self.pairLimit = pairLimit
  }

  /// Takes another theme or depth; false when nothing changes.
  mutating func use(_ theme: Theme, depth: ColorDepth) -> Bool {
    guard theme != self.theme || depth != self.depth else { return false }
    self.theme = theme
    self.depth = depth
    entries = [:]
    return true
  }

  mutating func entry(_ role: Role) -> Entry {
    if let known = entries[role] { return known }
    let style = (theme?.style(role) ?? Style()).mapped(to: depth)
    var attributes: UInt32 = 0
    if style.isBold { attributes |= cnc_bold() }
    if style.isUnderlined { attributes |= cnc_underline() }
    if style.isReversed { attributes |= cnc_reverse() }
    if style.isDim { attributes |= cnc_dim() }
    let entry = Entry(attributes: attributes, pair: pair(style))
    entries[role] = entry
    return entry
  }

  private mutating func pair(_ style: Style) -> Int32 {
    guard depth != .none, pairLimit > 1 else { return 0 }
    let colors = Colors(
      foreground: number(style.foreground), background: number(style.background))
    if let known = pairs[colors] { return known }
    let next = Int32(pairs.count)
    guard next < pairLimit,
      init_extended_pair(next, colors.foreground, colors.background) != ERR
    else { return 0 }
    pairs[colors] = next
    return next
  }

  /// The colour as ncurses counts it: an index, or where the terminal has exact colours their value.
  private func number(_ color: Color) -> Int32 {
    switch color {
    case .terminalDefault: return -1
    case .indexed(let index) where depth < .trueColor || index < 8: return Int32(index)
    case .indexed, .rgb:
      guard let rgb = color.rgb else { return -1 }
      let value = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
      // The values below 8 are the named colours there.
      return max(8, value)
    }
  }
}
