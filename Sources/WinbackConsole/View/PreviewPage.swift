import TerminalUI
import WinbackCore
import WinbackOperations

/// A filled template as lines: the text, under each of its rows the marks of lint, then the findings.
struct PreviewPage {
  private(set) var page: Page
  /// The line at which each finding begins.
  private(set) var findingLines: [Int] = []

  /// - Parameter selected: The finding under the cursor, whose place is marked strongest.
  init(_ view: TemplatePreview, selected: Int?, _ state: ConsoleState, width: Int) {
    page = Page(width: width, glyphs: state.session.glyphs)
    addText(view, selected: selected, state)
    addFindings(view, selected: selected, state)
    page.heading(state.say(zh: "原文 (变量未代入)", en: "Source (variables in braces)"))
    page.text(view.source, role: "text")
  }

  // MARK: - The text and its marks

  private mutating func addText(_ view: TemplatePreview, selected: Int?, _ state: ConsoleState) {
    let user =
      view.user.map { "\($0.id.text) \($0.name)" } ?? state.say(zh: "样例值", en: "sample values")
    page.heading(state.say(zh: "预览  \(user)  (] 下一个)", en: "Preview  \(user)  (] next)"))
    if !view.missing.isEmpty {
      page.text(
        state.say(
          zh: "✗ 缺变量 \(view.missing.joined(separator: ", "))，且没有备用值: 这位用户会被跳过",
          en: "✗ no value and no fallback for \(view.missing.joined(separator: ", ")): "
            + "this user would be skipped"), role: "lint.error")
    }
    let shown = Visible(view.text)
    let paragraph = Paragraph(shown.text, width: page.width - 2)
    for line in paragraph.lines {
      var pieces: [Page.Piece] = [(" ", "text")]
      var marks = ""
      var isMarked = false
      for element in line.elements {
        let original = shown.original(element.codePoints)
        let mark = Self.mark(original, view, selected: selected)
        pieces.append((String(Character(element.scalar)), mark.role))
        marks += String(repeating: mark.sign, count: element.columns)
        isMarked = isMarked || mark.sign != " "
      }
      // A finding at the very end has no character above it.
      let end = shown.original(line.codePoints).upperBound
      if end == view.text.unicodeScalars.count, line == paragraph.lines.last {
        let atEnd = view.findings.contains {
          $0.range?.isEmpty == true && $0.range?.lowerBound == end
        }
        if atEnd {
          marks += "^"
          isMarked = true
        }
      }
      page.line(pieces)
      if isMarked { page.line([(" " + marks, "text.muted")]) }
    }
  }

  /// How the character at `place` is drawn, and the sign under it, which says the same without colour.
  private static func mark(
    _ place: Range<Int>, _ view: TemplatePreview, selected: Int?
  ) -> (role: Role, sign: Character) {
    var role: Role = "text"
    var sign: Character = " "
    var worst = 0
    for (index, finding) in view.findings.enumerated() {
      guard let range = finding.range, Self.holds(range, place) else { continue }
      let weight = finding.severity == .error ? 3 : finding.severity == .warning ? 2 : 1
      let isSelected = index == selected
      guard isSelected || weight > worst else { continue }
      worst = isSelected ? 9 : weight
      switch finding.severity {
      case .error: (role, sign) = ("lint.span.error", "x")
      case .warning: (role, sign) = ("lint.span.warning", "^")
      case .note: (role, sign) = ("lint.info", ".")
      }
    }
    if worst == 0, view.variables.contains(where: { $0.overlaps(place) }) {
      return ("lint.variable", "-")
    }
    return (role, sign)
  }

  /// An empty range, such as a missing blank, is marked at the character that follows.
  private static func holds(_ range: Range<Int>, _ place: Range<Int>) -> Bool {
    range.isEmpty ? place.contains(range.lowerBound) : range.overlaps(place)
  }

  // MARK: - Findings

  private mutating func addFindings(
    _ view: TemplatePreview, selected: Int?, _ state: ConsoleState
  ) {
    let errors = view.findings.count { $0.severity == .error }
    let warnings = view.findings.count { $0.severity == .warning }
    page.heading(
      state.say(
        zh: "检查  \(errors) 错  \(warnings) 警  \(view.findings.count - errors - warnings) 提示",
        en: "Lint  \(errors) error(s)  \(warnings) warning(s)  "
          + "\(view.findings.count - errors - warnings) note(s)"))
    if view.parts > 0 {
      page.text(
        state.say(
          zh: "\(view.units) 字 = \(view.parts) 条 (\(view.encoding))  "
            + "\(state.price(hundredths: view.costHundredths))/人",
          en: "\(view.units) units = \(view.parts) part(s) (\(view.encoding))  "
            + "\(state.price(hundredths: view.costHundredths)) each"), role: "text.muted")
    }
    if view.findings.isEmpty {
      page.text(state.say(zh: "✓ 没有发现问题", en: "✓ nothing was found"), role: "toast.ok")
    }
    for (index, finding) in view.findings.enumerated() {
      findingLines.append(page.lines.count)
      add(finding, isSelected: index == selected, view, state)
    }
  }

  private mutating func add(
    _ finding: PreviewFinding, isSelected: Bool, _ view: TemplatePreview, _ state: ConsoleState
  ) {
    let (sign, role): (String, Role) =
      switch finding.severity {
      case .error: (state.say(zh: "✗ 错 ", en: "✗ error  "), "lint.error")
      case .warning: (state.say(zh: "! 警 ", en: "! warning"), "lint.warning")
      case .note: (state.say(zh: "i 提示", en: "i note   "), "lint.info")
      }
    let cursor = isSelected ? String(Character(page.glyphs.cursor)) : " "
    let place = finding.range.map { "@\($0.lowerBound + 1)" } ?? ""
    let head = "\(cursor) \(sign) \(place.padded(to: 5)) "
    let indent = DisplayWidth.of(head)
    let lines = Paragraph(finding.message + "  [\(finding.rule)]", width: page.width - indent).lines
    for (index, line) in lines.enumerated() {
      page.line([
        (
          index == 0 ? head : String(repeating: " ", count: indent),
          isSelected ? "row.cursor" : role
        ),
        (line.text, isSelected ? "row.cursor" : "text"),
      ])
    }
    page.text(finding.reason, role: "text.muted", indent: min(6, indent))
    if let fix = finding.fix {
      page.text(
        state.say(zh: "f 自动修复: ", en: "f fixes: ") + fix, role: "diff.add", indent: min(6, indent))
    }
  }
}

/// A text whose characters without width are written out, so that none can hide.
///
/// `a`, U+200B, `b` is shown as `a<200B>b`; every shown code point knows the one it stands for.
struct Visible {
  let text: String
  private let originals: [Int]

  init(_ text: String) {
    var shown = String.UnicodeScalarView()
    var originals: [Int] = []
    var previous: Unicode.Scalar = " "
    for (index, scalar) in text.unicodeScalars.enumerated() {
      let isHidden =
        DisplayWidth.of(scalar) == 0 && scalar.value >= 0x80
        && scalar.properties.generalCategory == .format
        && !(scalar == "\u{200D}" && previous.properties.isEmoji)
      if isHidden {
        let code = String(scalar.value, radix: 16, uppercase: true)
        for shownScalar in "<\(code)>".unicodeScalars {
          shown.append(shownScalar)
          originals.append(index)
        }
      } else {
        shown.append(scalar)
        originals.append(index)
      }
      previous = scalar
    }
    self.text = String(shown)
    originals.append(text.unicodeScalars.count)
    self.originals = originals
  }

  /// The code points of the original text for which `range` of the shown text stands.
  func original(_ range: Range<Int>) -> Range<Int> {
    let lower = originals[min(range.lowerBound, originals.count - 1)]
    guard range.upperBound > range.lowerBound else { return lower..<lower }
    let last = originals[min(range.upperBound - 1, originals.count - 1)]
    return lower..<max(lower, min(last + 1, originals[originals.count - 1]))
  }
}
