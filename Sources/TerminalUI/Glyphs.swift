/// The signs that widgets draw with; every one is a single column wide.
///
/// Box drawing and block elements are of ambiguous width: some terminals draw them two columns wide.
/// The other signs here are of neutral width (Unicode Standard Annex 11), which all draw alike.
public struct Glyphs: Hashable, Sendable {
  public var cursor: Unicode.Scalar
  public var mark: Unicode.Scalar = "*"
  public var check: Unicode.Scalar
  public var cross: Unicode.Scalar
  public var warning: Unicode.Scalar = "!"
  public var note: Unicode.Scalar = "i"
  public var ascending: Unicode.Scalar
  public var descending: Unicode.Scalar
  public var crumb: Unicode.Scalar
  public var horizontal: Unicode.Scalar
  public var vertical: Unicode.Scalar
  /// Top left, top right, bottom left, bottom right.
  public var corners: [Unicode.Scalar]
  /// A filled cell of a bar, and parts of one in ascending size.
  public var bar: Unicode.Scalar
  public var barParts: [Unicode.Scalar]
  public var barRest: Unicode.Scalar
  /// Heights of one column in ascending order, the last one full; at least one.
  public var levels: [Unicode.Scalar]
  /// One sign for each step of a turning spinner.
  public var spinner: [Unicode.Scalar]

  /// Frames and bars of box drawing and block elements.
  public static let blocks = Glyphs(
    cursor: "▸", check: "✓", cross: "✗", ascending: "▴", descending: "▾", crumb: "›",
    horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"],
    bar: "█", barParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"], barRest: "░",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], spinner: braille)

  /// Neutral signs, lines and bars of ASCII: the same on every UTF-8 terminal.
  public static let plain = Glyphs(
    cursor: "▸", check: "✓", cross: "✗", ascending: "▴", descending: "▾", crumb: "›",
    horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"],
    bar: "#", barParts: [], barRest: "-", levels: ["⣀", "⣤", "⣶", "⣿"], spinner: braille)

  /// Nothing but ASCII, for a console font without symbols.
  public static let ascii = Glyphs(
    cursor: ">", check: "v", cross: "x", ascending: "^", descending: "v", crumb: ">",
    horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"],
    bar: "#", barParts: [], barRest: "-", levels: [".", ",", ";", ":", "|"],
    spinner: ["|", "/", "-", "\\"])

  private static let braille: [Unicode.Scalar] = [
    "⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏",
  ]

  /// The richest set that a terminal draws in step.
  public static func choose(ambiguousIsWide: Bool, hasSymbols: Bool = true) -> Glyphs {
    if !hasSymbols { return .ascii }
    return ambiguousIsWide ? .plain : .blocks
  }

  /// Every sign of the set.
  public var all: [Unicode.Scalar] {
    [
      cursor, mark, check, cross, warning, note, ascending, descending, crumb, horizontal, vertical,
      bar, barRest,
    ] + corners + barParts + levels + spinner
  }

  /// A horizontal bar of exactly `columns` cells that fills `fraction` of them.
  ///
  /// A positive fraction shows at least the smallest part, a fraction below 1 never fills the bar.
  public func bar(_ fraction: Double, columns: Int, restBlank: Bool = false) -> String {
    guard columns > 0 else { return "" }
    let steps = barParts.count + 1
    let filled = Glyphs.steps(fraction, of: columns * steps)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: repeatElement(bar, count: filled / steps))
    if filled % steps > 0 { text.append(barParts[filled % steps - 1]) }
    let rest: Unicode.Scalar = restBlank ? " " : barRest
    text.append(contentsOf: repeatElement(rest, count: columns - text.count))
    return String(text)
  }

  /// The sign for a height between 0 and 1; a blank for 0.
  public func level(_ fraction: Double) -> Unicode.Scalar {
    let step = Glyphs.steps(fraction, of: levels.count)
    return step == 0 ? " " : levels[step - 1]
  }

  /// How many of `count` steps a fraction fills: some when it is positive, not all when below 1.
  static func steps(_ fraction: Double, of count: Int) -> Int {
    guard fraction > 0, count > 0 else { return 0 }
    guard fraction < 1 else { return count }
    let rounded = Int((fraction * Double(count)).rounded())
    return min(max(1, rounded), max(1, count - 1))
  }
}
