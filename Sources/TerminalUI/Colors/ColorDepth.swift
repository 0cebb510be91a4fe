/// How many colours a terminal shows.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// Only bold, underlined, reversed and dim.
  case none
  case eight
  case sixteen
  case palette
  case trueColor

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The depth of a terminal with `colors` colours, as terminfo counts them; -1 or 0 means none.
  public init(colors: Int) {
    self =
      switch colors {
      case ..<8: .none
      case ..<16: .eight
      case ..<256: .sixteen
      case ..<0x100_0000: .palette
      default: .trueColor
      }
  }

  /// What to draw with: never more than the terminal has, and nothing where the user wants nothing.
  ///
  /// - Parameters:
  ///   - noColor: The value of `NO_COLOR`; set and not empty means none (no-color.org).
  ///   - wanted: What the operator asked for by an option or a setting.
  ///   - terminal: What the terminal has.
  public static func choose(
    noColor: String?, wanted: ColorDepth?, terminal: ColorDepth
  ) -> ColorDepth {
    if let noColor, !noColor.isEmpty { return .none }
    return min(wanted ?? terminal, terminal)
  }

  /// Reads `none`, `8`, `16`, `256` or `truecolor`; nil for any other word.
  public init?(name: String) {
    guard let depth = ColorDepth.allCases.first(where: { $0.name == name }) else { return nil }
    self = depth
  }

  public var name: String {
    switch self {
    case .none: "none"
    case .eight: "8"
    case .sixteen: "16"
    case .palette: "256"
    case .trueColor: "truecolor"
    }
  }

  /// The palette indices to which an exact colour is mapped; xterm's cube and grays where they exist,
  /// because users change the first sixteen.
  var palette: Range<Int> {
    switch self {
    case .none, .trueColor: 0..<0
    case .eight: 0..<8
    case .sixteen: 0..<16
    case .palette: 16..<256
    }
  }
}

extension Color {
  /// The colour in sRGB; nil for the terminal's own, which nobody knows.
  public var rgb: RGB? {
    switch self {
    case .terminalDefault: nil
    case .indexed(let index): RGB(palette: index)
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }

  /// Whether a terminal of this depth shows the colour as it is.
  func isExact(at depth: ColorDepth) -> Bool {
    switch self {
    case .terminalDefault: true
    case .indexed(let index):
      switch depth {
      case .none: false
      case .eight: index < 8
      case .sixteen: index < 16
      case .palette, .trueColor: true
      }
    case .rgb: depth == .trueColor
    }
  }

  /// The nearest colour that a terminal of this depth has, among those that `allowed` keeps.
  func nearest(at depth: ColorDepth, allowed: (RGB) -> Bool = { _ in true }) -> Color? {
    guard let own = rgb else { return self }
    var best: (index: Int, distance: Double)?
    for index in depth.palette {
      let candidate = RGB(palette: UInt8(index))
      guard allowed(candidate) else { continue }
      let distance = RGB.distance(own, candidate)
      if best.map({ distance < $0.distance }) ?? true { best = (index, distance) }
    }
    return best.map { .indexed(UInt8($0.index)) }
  }
}

extension Style {
  /// The style as a terminal of this depth can show it.
  ///
  /// Where the palette is small the foreground is the nearest colour that still stands out from the
  /// background (contrast 3 or more), so that no text disappears.
  public func mapped(to depth: ColorDepth) -> Style {
    var style = self
    guard depth != .none else {
      style.foreground = .terminalDefault
      style.background = .terminalDefault
      return style
    }
    if !background.isExact(at: depth) {
      style.background = background.nearest(at: depth) ?? .terminalDefault
    }
    let isFitting = { (color: RGB) -> Bool in
      guard depth <= .sixteen, let back = style.background.rgb else { return true }
      return RGB.contrast(color, back) >= 3
    }
    let isLegible = foreground.rgb.map(isFitting) ?? true
    if !foreground.isExact(at: depth) || !isLegible {
      style.foreground =
        foreground.nearest(at: depth, allowed: isFitting) ?? .terminalDefault
    }
    return style
  }
}
