/// What is wrong with the lines of a lexicon or allow file, for `winback lexicon check`.
///
/// Lists gathered from elsewhere hold junk: a single character blocks half of all texts, a comma that
/// should have been a tab makes a term nobody writes. Unreadable lines are findings too.
public enum LexiconCheck {
  /// The findings of one file, by line; an error among them means that the file should not be used.
  ///
  /// - Parameters:
  ///   - name: The path as the operator knows it.
  ///   - text: The whole file. It is taken for an allow file when its name starts with `allow` and no
  ///     line has a severity in its third cell.
  public static func findings(name: String, text: String) -> [LexiconFinding] {
    var check = Check(name: name)
    if isAllowFile(name: name, text: text) {
      let file = AllowFile(name: name, text: text)
      file.faults.forEach { check.add($0) }
      check.checkPhrases(file.lines)
    } else {
      let file = LexiconFile(name: name, text: text)
      file.faults.forEach { check.add($0) }
      check.checkTerms(file.lines)
      check.checkPhrases(file.allowed)
      check.checkTerms(file.lines, against: file.allowed)
    }
    return check.findings.sorted {
      ($0.location.line, $0.location.column, $0.rule.rawValue)
        < ($1.location.line, $1.location.column, $1.rule.rawValue)
    }
  }

  private static func isAllowFile(name: String, text: String) -> Bool {
    let base = name.split(separator: "/").last.map(String.init) ?? name
    guard base.hasPrefix("allow") else { return false }
    return !TabbedRows(text).contains { row in
      row.cells.count > 2
        && (Finding.Severity(rawValue: row.cells[2]) != nil
          || ["off", "allow"].contains(row.cells[2]))
    }
  }
}

/// One fault of a lexicon or allow file.
public struct LexiconFinding: Hashable, Sendable, Worded, CustomStringConvertible {
  public enum Rule: String, Sendable, CaseIterable {
    case unreadableLine = "unreadable-line"
    case singleCharacter = "single-character"
    case onlyFiller = "only-filler"
    case duplicate
    case straySeparator = "stray-separator"
    case alwaysAllowed = "always-allowed"
    case partlyAllowed = "partly-allowed"
    case phraseTooShort = "phrase-too-short"
    case phraseWithoutTerm = "phrase-without-term"
  }

  public let rule: Rule
  /// An error means that the line must go or change, a warning that it may be meant.
  public let severity: Finding.Severity
  public let location: FileLocation
  public let zh: String
  public let en: String

  public func words(_ language: Language) -> String {
    "\(location): \(language.pick(zh: zh, en: en))"
  }
}

/// One run over one file.
private struct Check {
  let name: String
  var findings: [LexiconFinding] = []

  init(name: String) { self.name = name }

  private mutating func add(
    _ rule: LexiconFinding.Rule, _ severity: Finding.Severity, line: Int, zh: String, en: String
  ) {
    let place = FileLocation(file: name, line: line, column: 1)
    findings.append(
      LexiconFinding(rule: rule, severity: severity, location: place, zh: zh, en: en))
  }

  mutating func add(_ fault: SettingsFault) {
    findings.append(
      LexiconFinding(
        rule: .unreadableLine, severity: .error, location: fault.location, zh: fault.zh,
        en: fault.en))
  }

  mutating func checkTerms(_ lines: [LexiconFile.Line]) {
    var firstLines: [String: Int] = [:]
    for line in lines {
      checkSpelling(line.text, line: line.line)
      let key = FoldedText(line.text).text
      if let first = firstLines[key] {
        add(
          .duplicate, .error, line: line.line,
          zh: "“\(line.text)”与第 \(first) 行归一后相同，请删去其一",
          en: "\"\(line.text)\" is the same as line \(first) once folded; delete one of them")
      } else {
        firstLines[key] = line.line
      }
    }
  }

  mutating func checkPhrases(_ lines: [AllowFile.Line]) {
    var firstLines: [String: Int] = [:]
    for line in lines {
      checkSpelling(line.phrase, line: line.line)
      let key = FoldedText(line.phrase).text
      if let first = firstLines[key] {
        add(
          .duplicate, .error, line: line.line,
          zh: "放行短语“\(line.phrase)”与第 \(first) 行归一后相同，请删去其一",
          en: "the phrase \"\(line.phrase)\" is the same as line \(first) once folded; "
            + "delete one of them")
      } else {
        firstLines[key] = line.line
      }
      if let term = line.term { checkPhrase(line.phrase, frees: term, line: line.line) }
    }
  }

  /// A phrase frees what lies inside it, so it must hold its term and something beside.
  private mutating func checkPhrase(_ phrase: String, frees term: String, line: Int) {
    let (outer, inner) = (FoldedText(phrase).skeleton, FoldedText(term).skeleton)
    if outer.unicodeScalars.count < inner.unicodeScalars.count {
      add(
        .phraseTooShort, .error, line: line,
        zh: "放行短语“\(phrase)”比它所防的词“\(term)”短，永远不起作用，请写出更长的短语",
        en: "the phrase \"\(phrase)\" is shorter than its term \"\(term)\" and can free nothing; "
          + "write a longer one")
    } else if outer == inner {
      add(
        .alwaysAllowed, .error, line: line,
        zh: "放行短语“\(phrase)”就是所防的词本身，该词将永远不报，请写出更长的短语",
        en: "the phrase \"\(phrase)\" is the term itself, which would never be reported; "
          + "write a longer one")
    } else if !outer.contains(inner) {
      add(
        .phraseWithoutTerm, .error, line: line,
        zh: "放行短语“\(phrase)”中没有所防的词“\(term)”，不起作用，请核对",
        en: "the phrase \"\(phrase)\" does not hold its term \"\(term)\" and frees nothing; "
          + "check both")
    }
  }

  /// Terms that an allow phrase of the same file takes back.
  mutating func checkTerms(_ lines: [LexiconFile.Line], against phrases: [AllowFile.Line]) {
    let folded = phrases.map { (FoldedText($0.phrase).text, $0) }
    if folded.isEmpty { return }
    for line in lines where line.severity != nil {
      let key = FoldedText(line.text).text
      for (phrase, allowed) in folded where phrase.contains(key) {
        let isAlways = phrase == key
        add(
          isAlways ? .alwaysAllowed : .partlyAllowed, isAlways ? .error : .warning,
          line: line.line,
          zh: isAlways
            ? "“\(line.text)”又在第 \(allowed.line) 行被放行，永远不报，请删去其一"
            : "“\(line.text)”在第 \(allowed.line) 行的放行短语“\(allowed.phrase)”中不报，请确认",
          en: isAlways
            ? "\"\(line.text)\" is allowed again on line \(allowed.line) and would never be "
              + "reported; delete one of them"
            : "\"\(line.text)\" is not reported inside the phrase \"\(allowed.phrase)\" of line "
              + "\(allowed.line); make sure that this is meant")
      }
    }
  }

  private mutating func checkSpelling(_ text: String, line: Int) {
    let folded = FoldedText(text)
    let length = folded.skeleton.unicodeScalars.count
    if length == 0 {
      add(
        .onlyFiller, .error, line: line,
        zh: "“\(text)”只含间隔符号，永远匹配不到，请删除",
        en: "\"\(text)\" is nothing but filler characters and can never be found; delete it")
    } else if folded.text.unicodeScalars.count == 1 {
      add(
        .singleCharacter, .error, line: line,
        zh: "“\(text)”只有一个字，会误报大量正常文案，请写出整个词",
        en: "\"\(text)\" is a single character and would hit countless harmless texts; "
          + "write the whole word")
    }
    let isPadded = text.first == " " || text.last == " " || text.first == "　" || text.last == "　"
    if let separator = text.first(where: { ",，、;；|｜".contains($0) }) {
      add(
        .straySeparator, .error, line: line,
        zh: "“\(text)”中有分隔符“\(separator)”，一行只写一个词，请拆开",
        en: "\"\(text)\" holds the separator \"\(separator)\"; a line is one term, so split it")
    } else if isPadded {
      add(
        .straySeparator, .error, line: line, zh: "“\(text)”前后有空格，请删去",
        en: "\"\(text)\" starts or ends with a blank; delete it")
    }
  }
}
