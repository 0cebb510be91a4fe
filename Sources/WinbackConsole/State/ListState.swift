/// Where the operator stands in a list or a scrolled text, kept for each place.
struct ListState: Hashable, Sendable {
  struct Sort: Hashable, Sendable {
    var column: Int
    var isDescending: Bool
  }

  /// Index of the row under the cursor among the rows shown.
  var cursor = 0
  /// The row under the cursor by id, so that a refresh cannot move the operator to another row.
  var cursorID: String?
  /// Index of the first row or line on the screen.
  var top = 0
  var marks: Set<String> = []
  var filter = ""
  var sort: Sort?
  /// Which sample a preview or a batch shows, from 0.
  var sample = 0

  /// Brings the cursor back among `count` rows and into the `height` rows on the screen.
  mutating func settle(count: Int, height: Int) {
    cursor = min(max(0, cursor), max(0, count - 1))
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = min(top, max(0, count - height))
  }

  /// Brings the first line back so that `height` of `lines` are on the screen.
  mutating func settleText(lines: Int, height: Int) {
    top = min(max(0, top), max(0, lines - height))
  }
}
