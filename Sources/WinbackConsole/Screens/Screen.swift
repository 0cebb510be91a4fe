import TerminalUI
import WinbackCore

/// One kind of place: what it asks for, what it lists, which keys it has and how it looks.
///
/// Nothing here does I/O or reads a clock; everything comes from the state.
protocol Screen: Sendable {
  var kind: Place.Kind { get }
  /// Keys of this screen, beside the global ones.
  var bindings: [Binding] { get }
  /// The name of the place in the crumbs.
  func crumb(_ state: ConsoleState, _ place: Place) -> String
  /// What must be known to draw the place on the screen.
  func needs(_ state: ConsoleState) -> [Request]
  /// Rows the cursor moves among; nil for a text that is scrolled.
  func rowCount(_ state: ConsoleState) -> Int?
  /// The id of a row, to keep the cursor on it; nil while it is not loaded.
  func rowID(_ state: ConsoleState, at index: Int) -> String?
  /// Where the rows are drawn, one a line.
  func rowArea(_ state: ConsoleState) -> Rect
  /// Lines of a scrolled text.
  func lineCount(_ state: ConsoleState) -> Int
  /// Titles of the columns that can be sorted by, in order.
  func sortColumns(_ state: ConsoleState) -> [Phrase]
  /// Rows before the filter, for "12/64"; nil where nothing can be filtered.
  func unfilteredCount(_ state: ConsoleState) -> Int?
  /// Draws the body.
  func draw(_ state: ConsoleState, on frame: inout Frame)
}

extension Screen {
  var bindings: [Binding] { [] }
  func rowCount(_ state: ConsoleState) -> Int? { nil }
  func rowID(_ state: ConsoleState, at index: Int) -> String? { nil }
  func rowArea(_ state: ConsoleState) -> Rect { state.body }
  func lineCount(_ state: ConsoleState) -> Int { 0 }
  func sortColumns(_ state: ConsoleState) -> [Phrase] { [] }
  func unfilteredCount(_ state: ConsoleState) -> Int? { nil }
}

/// Every screen of the console; a new one is added here.
enum Screens {
  static let all: [any Screen] = [
    OverviewScreen(), SegmentsScreen(), SegmentScreen(), MembersScreen(), TemplatesScreen(),
    TemplateScreen(), BatchesScreen(), BatchScreen(), StrategiesScreen(), UsersScreen(),
    UserScreen(), ResultsScreen(),
  ]

  private static let byKind = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })

  /// The screen that draws places of `kind`.
  static func of(_ kind: Place.Kind) -> any Screen {
    // Every kind has its screen in `all`; a test walks them.
    byKind[kind]!
  }
}
