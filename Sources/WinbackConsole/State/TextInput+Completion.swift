import TerminalUI

extension TextInput {
  var beforeCursor: String { String(text.prefix(cursor)) }

  /// Replaces the last `count` characters before the cursor.
  mutating func replace(last count: Int, with text: String) {
    for _ in 0..<min(count, cursor) { _ = handle(.backspace) }
    insert(text)
  }
}
