/// Lint results as a person reads them: each finding with its line of the text and carets below.
public enum LintReport {
  /// The report, ending in a summary line; lines end with a line feed.
  ///
  /// - Parameters:
  ///   - name: What the text is called before line and column, such as the file; nil for none.
  ///   - columns: Terminal columns of a scalar: 2 for an ideograph, 0 for a mark.
  public static func text(
    of subject: LintSubject, findings: [Finding], name: String? = nil, language: Language,
    columns: (Unicode.Scalar) -> Int = LintReport.usualColumns
  ) -> String {
    let lines = Line.all(of: subject.scalars)
    var report = ""
    for finding in findings {
      report += block(finding, lines, subject, name: name, language: language, columns: columns)
    }
    return report + summary(of: subject, findings, language) + "\n"
  }

  /// Two columns for ideographs, kana, hangul, full-width forms and pictographs, none for marks.
  public static func usualColumns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: 1
    case 0x300..<0x370, 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// A line of the text, without its end.
  private struct Line {
    var start: Int
    var scalars: [Unicode.Scalar]

    static func all(of text: [Unicode.Scalar]) -> [Line] {
      var lines = [Line(start: 0, scalars: [])]
      for (index, scalar) in text.enumerated() {
        if scalar == "\n" {
          lines.append(Line(start: index + 1, scalars: []))
        } else {
          lines[lines.count - 1].scalars.append(scalar)
        }
      }
      return lines
    }
  }

  private static func block(
    _ finding: Finding, _ lines: [Line], _ subject: LintSubject, name: String?,
    language: Language, columns: (Unicode.Scalar) -> Int
  ) -> String {
    let code = LintRuleEntry.of(finding.rule)?.code.map { " [\($0)]" } ?? ""
    let head = "\(word(finding.severity, language)) \(finding.rule)\(code): "
    var place = name.map { "\($0):" } ?? ""
    var picture = ""
    if let range = finding.range?.clamped(to: subject.everything),
      let row = lines.lastIndex(where: { $0.start <= range.lowerBound })
    {
      let line = lines[row]
      let from = min(range.lowerBound - line.start, line.scalars.count)
      let to = min(max(range.upperBound - line.start, from), line.scalars.count)
      place += "\(row + 1):\(from + 1): "
      let shown = line.scalars.map { isControl($0) ? " " : $0 }
      let lead = shown[..<from].reduce(0) { $0 + columns($1) }
      let width = max(1, shown[from..<to].reduce(0) { $0 + columns($1) })
      picture = "    \(String(String.UnicodeScalarView(shown)))\n"
      picture +=
        "    \(String(repeating: " ", count: lead))\(String(repeating: "^", count: width))\n"
    } else if !place.isEmpty {
      place += " "
    }
    var text = "\(place)\(head)\(finding.words(language))\n\(picture)"
    if let fix = finding.fix {
      let what = fixWords(fix, replacing: finding.range ?? 0..<0)
      text += "    \(language.pick(zh: "修复", en: "fix")): \(what.words(language))\n"
    }
    if let rule = LintRules.rule(finding.rule) {
      let why = language.pick(zh: "原因", en: "why")
      text += "    \(why): \(rule.reason.words(language)) (\(rule.source))\n"
    }
    return text
  }

  /// What putting `fix` in place of `range` does, in words.
  public static func fixWords(_ fix: String, replacing range: Range<Int>) -> Wording {
    if fix == " " {
      return range.isEmpty
        ? Wording(zh: "加一个空格", en: "insert a space")
        : Wording(zh: "换成一个普通空格", en: "replace it by a plain space")
    }
    return Wording(zh: "改成 \(fix)", en: "write \(fix)")
  }

  private static func summary(
    of subject: LintSubject, _ findings: [Finding], _ language: Language
  ) -> String {
    func count(_ severity: Finding.Severity) -> Int {
      findings.count { $0.severity == severity }
    }
    var parts = [
      language.pick(zh: "\(count(.error)) 个错误", en: plural(count(.error), "error")),
      language.pick(zh: "\(count(.warning)) 个警告", en: plural(count(.warning), "warning")),
      language.pick(zh: "\(count(.note)) 个提示", en: plural(count(.note), "note")),
    ].joined(separator: language.pick(zh: "、", en: ", "))
    if subject.channel.isSMS {
      let range = subject.lengths
      let units = span(range.shortest.units, range.longest.units)
      let segments = span(range.shortest.segments, range.longest.segments)
      parts += language.pick(
        zh: "；\(units) 字，按 \(segments) 条计费 (\(range.longest.encoding.rawValue))",
        en: "; \(units) units, billed as \(segments) (\(range.longest.encoding.rawValue))")
    }
    return parts
  }

  private static func span(_ low: Int, _ high: Int) -> String {
    low == high ? "\(low)" : "\(low)–\(high)"
  }

  private static func plural(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func word(_ severity: Finding.Severity, _ language: Language) -> String {
    switch severity {
    case .error: language.pick(zh: "错误", en: "error")
    case .warning: language.pick(zh: "警告", en: "warning")
    case .note: language.pick(zh: "提示", en: "note")
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
