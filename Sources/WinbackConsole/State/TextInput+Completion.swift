import TerminalUI

extension TextInput {
  var beforeCursor: String { String(text.prefix(cursor)) }

  /// How many code points stand before the cursor.
  var scalarCursor: Int { beforeCursor.unicodeScalars.count }

  /// Puts `new` in the place of `range` of the text's code points, the cursor behind it.
  mutating func replace(_ range: Range<Int>, with new: String) {
    let scalars = Array(text.unicodeScalars)
    let lower = min(range.lowerBound, scalars.count)
    let upper = min(max(lower, range.upperBound), scalars.count)
    func string(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return String(view)
    }
    let rest = string(scalars[upper...])
    self = TextInput(string(scalars[..<lower]) + new + rest)
    for _ in 0..<rest.count { _ = handle(.left) }
  }
}
