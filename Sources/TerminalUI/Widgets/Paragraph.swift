/// A part of a text that has a role of its own.
public struct Span: Hashable, Sendable {
  /// Half-open, in code points of the text.
  public var codePoints: Range<Int>
  public var role: Role

  public init(_ codePoints: Range<Int>, role: Role) {
    self.codePoints = codePoints
    self.role = role
  }
}

/// Text broken into lines of a width, each code point of which keeps its place.
///
/// Lines break at line feeds, at blanks, and between East Asian characters; closing punctuation does
/// not begin a line and opening punctuation does not end one. What fits nowhere is cut at the width.
public struct Paragraph: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var elements: [Drawing.Element]
    /// The code points of the line, a line break or swallowed blanks at its end included.
    public var codePoints: Range<Int>

    public var columns: Int { elements.reduce(0) { $0 + $1.columns } }
  }

  /// At least one line, which is empty for an empty text.
  public let lines: [Line]
  public let width: Int

  public init(_ text: String, width: Int) {
    self.width = max(2, width)
    var lines: [Line] = []
    var start = 0
    var pending: [Drawing.Element] = []
    let scalars = Array(text.unicodeScalars)
    for element in Drawing(text) {
      if scalars[element.codePoints].contains(where: { $0 == "\n" || $0 == "\r" }) {
        lines += Paragraph.broken(
          pending, width: self.width, from: start, to: element.codePoints.upperBound)
        start = element.codePoints.upperBound
        pending = []
      } else {
        pending.append(element)
      }
    }
    lines += Paragraph.broken(pending, width: self.width, from: start, to: scalars.count)
    self.lines = lines
  }

  /// Where a code point is drawn: its line, and its column within the line.
  ///
  /// A code point that is not drawn (a line break, a blank at a line's end, a mark) has the place at
  /// which it would begin, at most the line's end. Nil beyond the text; its end has a place.
  public func place(of codePoint: Int) -> (line: Int, column: Int)? {
    guard codePoint >= 0, let end = lines.last?.codePoints.upperBound, codePoint <= end
    else { return nil }
    let index =
      lines.firstIndex { $0.codePoints.contains(codePoint) } ?? lines.count - 1
    var column = 0
    for element in lines[index].elements {
      if codePoint < element.codePoints.upperBound { break }
      column += element.columns
    }
    return (index, column)
  }

  /// Draws the lines from `first` on; a code point has the role of the last span that holds it.
  ///
  /// - Returns: The number of lines drawn.
  @discardableResult
  public func draw(
    in frame: inout Frame, rect: Rect, first: Int = 0, role: Role = "text", spans: [Span] = []
  ) -> Int {
    var drawn = 0
    for line in lines.dropFirst(max(0, first)).prefix(rect.height) {
      var x = rect.x
      for element in line.elements {
        let own = spans.last { $0.codePoints.overlaps(element.codePoints) }
        frame.put(
          String(element.scalar), x: x, y: rect.y + drawn, role: own?.role ?? role,
          width: rect.right - x)
        x += element.columns
      }
      drawn += 1
    }
    return drawn
  }

  /// Breaks what stands between two line breaks; always at least one line.
  private static func broken(
    _ elements: [Drawing.Element], width: Int, from start: Int, to end: Int
  ) -> [Line] {
    var lines: [Line] = []
    var lineStart = start
    var first = 0
    while first < elements.count {
      var used = 0
      var last = first
      while last < elements.count, used + elements[last].columns <= width {
        used += elements[last].columns
        last += 1
      }
      guard last < elements.count else { break }
      let cut = breakPlace(elements, from: first, to: last)
      // Blanks at which a line breaks belong to it and are not drawn.
      var shown = cut
      while shown > first, elements[shown - 1].scalar == " " { shown -= 1 }
      var next = cut
      while next < elements.count, elements[next].scalar == " " { next += 1 }
      let lineEnd = next < elements.count ? elements[next].codePoints.lowerBound : end
      lines.append(Line(elements: Array(elements[first..<shown]), codePoints: lineStart..<lineEnd))
      lineStart = lineEnd
      first = next
    }
    if first < elements.count || lines.isEmpty {
      lines.append(Line(elements: Array(elements[first...]), codePoints: lineStart..<end))
    } else if let last = lines.indices.last {
      lines[last].codePoints = lines[last].codePoints.lowerBound..<end
    }
    return lines
  }

  /// The last place at or before `limit` where a line that begins at `first` may end.
  private static func breakPlace(
    _ elements: [Drawing.Element], from first: Int, to limit: Int
  ) -> Int {
    var place = limit
    while place > first {
      if mayBreak(between: elements[place - 1].scalar, and: elements[place].scalar) { return place }
      place -= 1
    }
    return limit
  }

  private static func mayBreak(
    between left: Unicode.Scalar, and right: Unicode.Scalar
  ) -> Bool {
    if right == " " || left == " " { return true }
    if closing.contains(right) || opening.contains(left) { return false }
    return WidthClass(left) == .double || WidthClass(right) == .double
  }

  private static let closing: Set<Unicode.Scalar> = [
    "，", "。", "、", "！", "？", "；", "：", "）", "】", "」", "』", "》", "〉", "〕", "”", "’", "％", "…", ",",
    ".", "!", "?", ";", ":", ")", "]", "}", "%",
  ]
  private static let opening: Set<Unicode.Scalar> = [
    "（", "【", "「", "『", "《", "〈", "〔", "“", "‘", "(", "[", "{", "￥", "$", "¥",
  ]
}
