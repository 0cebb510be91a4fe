/// One line of text being typed, with a cursor between characters.
public struct TextInput: Hashable, Sendable {
  /// Joined text, so that a mark typed after its base becomes part of the character before it.
  private var before: String
  private var after: String
  /// The first character shown.
  private var start = 0

  public init(_ text: String = "") {
    before = TextInput.oneLine(text)
    after = ""
  }

  public var text: String { before + after }
  public var isEmpty: Bool { before.isEmpty && after.isEmpty }
  /// The characters left of the cursor.
  public var cursor: Int { before.count }

  /// Applies an editing key; false when the key edits nothing, so that somebody else may use it.
  ///
  /// A pasted line break becomes a blank.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .left, .control("b"): move(by: -1)
    case .right, .control("f"): move(by: 1)
    case .home, .control("a"): move(by: -before.count)
    case .end, .control("e"): move(by: after.count)
    case .backspace: if !before.isEmpty { before.removeLast() }
    case .delete: if !after.isEmpty { after.removeFirst() }
    case .control("u"): before = ""
    case .control("k"): after = ""
    case .control("w"): removeWord()
    default: return false
    }
    return true
  }

  public mutating func insert(_ text: String) {
    before += TextInput.oneLine(text)
  }

  /// Draws the part of the text around the cursor and gives back the cursor's column in the frame.
  ///
  /// The window moves as little as it must; a character cut at its left edge is not drawn.
  @discardableResult
  public mutating func draw(
    in frame: inout Frame, x: Int, y: Int, width: Int, role: Role = "input"
  ) -> Int {
    frame.fill(Rect(x: x, y: y, width: width, height: 1), role: role)
    let characters = Array(before)
    start = min(start, characters.count)
    // One column stays free for the cursor behind the last character.
    while start < characters.count,
      DisplayWidth.of(String(characters[start...])) > max(1, width) - 1
    {
      start += 1
    }
    let left = String(characters[start...])
    frame.put(left + after, x: x, y: y, role: role, width: width, marksCut: false)
    return x + DisplayWidth.of(left)
  }

  private mutating func move(by count: Int) {
    if count < 0 {
      let moved = before.suffix(-count)
      after = moved + after
      before.removeLast(moved.count)
    } else {
      let moved = after.prefix(count)
      before += moved
      after.removeFirst(moved.count)
    }
  }

  private mutating func removeWord() {
    while before.last?.isWhitespace == true { before.removeLast() }
    while let last = before.last, !last.isWhitespace { before.removeLast() }
  }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: " ")
          .unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
