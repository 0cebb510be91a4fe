/// How many terminal columns text takes when it is drawn.
///
/// Ambiguous-width scalars count as one column. What is drawn for a text is said by ``Drawing``;
/// the width of a text is the sum of the widths of what is drawn.
public enum DisplayWidth {
  /// 0, 1 or 2 columns; a control character or a mark takes 0, one that nobody knows takes 1.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    switch WidthClass(scalar) {
    case .zero: 0
    case .single, .unknown: 1
    case .double: 2
    }
  }

  /// The columns of `text` as it is drawn, each control character as one blank.
  public static func of(_ text: String) -> Int {
    var columns = 0
    var isPlain = true
    for byte in text.utf8 {
      guard (0x20..<0x7F).contains(byte) else {
        isPlain = false
        break
      }
      columns += 1
    }
    return isPlain ? columns : Drawing(text).reduce(0) { $0 + $1.columns }
  }

  /// The columns of one cluster as it is drawn.
  public static func of(_ character: Character) -> Int {
    of(String(character))
  }

  /// The longest start of `text`, in whole drawn scalars, that takes at most `columns` columns.
  public static func prefix(of text: String, columns limit: Int) -> String {
    var used = 0
    var end = 0
    for drawn in Drawing(text) {
      guard used + drawn.columns <= limit else {
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(end)))
      }
      used += drawn.columns
      end = drawn.codePoints.upperBound
    }
    return text
  }

  /// `text` brought to exactly `columns` columns: padded with blanks, or cut and ended by `~`.
  public static func fitted(
    _ text: String, columns: Int, alignment: Alignment = .left
  ) -> String {
    guard columns > 0 else { return "" }
    var fitting = text
    var used = of(text)
    if used > columns {
      fitting = prefix(of: text, columns: columns - 1) + "~"
      used = of(fitting)
    }
    let blanks = columns - used
    let left = alignment.offset(of: used, in: columns)
    return String(repeating: " ", count: left) + fitting
      + String(repeating: " ", count: blanks - left)
  }
}

/// Where text stands in a space wider than itself.
public enum Alignment: Hashable, Sendable {
  case left, center, right

  /// The blanks before something `width` wide in a space of `space`; never negative.
  public func offset(of width: Int, in space: Int) -> Int {
    let free = max(0, space - width)
    return switch self {
    case .left: 0
    case .center: free / 2
    case .right: free
    }
  }
}

/// What a scalar does to the column count.
enum WidthClass: UInt8 {
  case zero = 0
  case single = 1
  case double = 2
  case unknown = 3

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x7F {
      self = value < 0x20 ? .zero : .single
    } else if (0x4E00..<0x9FFD).contains(value) {
      self = .double
    } else if value < WidthTable.end {
      let bits = WidthTable.shared.packed[Int(value >> 2)] >> UInt8((value & 3) * 2)
      // Two bits have no value beyond the four cases.
      self = WidthClass(rawValue: bits & 3) ?? .unknown
    } else {
      self = WidthTable.beyond(value)
    }
  }
}

/// The width classes of the first two planes, four to a byte, filled from ``WidthRanges`` once.
struct WidthTable: Sendable {
  static let shared = WidthTable()
  static let end: UInt32 = 0x20000

  let packed: [UInt8]

  private init() {
    var packed = [UInt8](repeating: 0b01_01_01_01, count: Int(WidthTable.end / 4))
    let parts: [(ranges: [UInt32], kind: WidthClass)] = [
      (WidthRanges.zero, .zero), (WidthRanges.double, .double), (WidthRanges.unknown, .unknown),
    ]
    for part in parts {
      for pair in stride(from: 0, to: part.ranges.count, by: 2) {
        let last = min(part.ranges[pair + 1], WidthTable.end - 1)
        var value = part.ranges[pair]
        while value <= last {
          if value & 3 == 0 && value + 3 <= last {
            packed[Int(value >> 2)] = part.kind.rawValue * 0b01_01_01_01
            value += 4
          } else {
            let shift = UInt8((value & 3) * 2)
            packed[Int(value >> 2)] &= ~(3 << shift)
            packed[Int(value >> 2)] |= part.kind.rawValue << shift
            value += 1
          }
        }
      }
    }
    self.packed = packed
  }

  /// The class of a scalar of the supplementary planes, found among their few ranges.
  static func beyond(_ value: UInt32) -> WidthClass {
    if isIn(WidthRanges.double, value) { return .double }
    if isIn(WidthRanges.zero, value) { return .zero }
    return .unknown
  }

  private static func isIn(_ ranges: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle * 2 + 1] < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count / 2 && ranges[low * 2] <= value
  }
}
