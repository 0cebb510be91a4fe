/// A lexicon as a file states it: good lines, and the faults of the others.
///
/// A line is `term TAB category TAB severity TAB why`, the last one optional; a line that starts with
/// `#` is a comment, blank lines are skipped. A severity is `error`, `warn` or `note`; `off` drops a
/// term that an earlier layer lists; `allow` makes the line an allow phrase.
public struct LexiconFile: Sendable {
  public struct Line: Hashable, Sendable {
    public var text: String
    public var category: String
    /// nil for `off`.
    public var severity: Finding.Severity?
    public var why: String
    /// 1-based.
    public var line: Int

    public init(
      text: String, category: String, severity: Finding.Severity?, why: String, line: Int
    ) {
      self.text = text
      self.category = category
      self.severity = severity
      self.why = why
      self.line = line
    }
  }

  public let name: String
  public let lines: [Line]
  /// Allow phrases that stand in this file.
  public let allowed: [AllowFile.Line]
  /// Lines that could not be read; never silently skipped, but the rest of the file still works.
  public let faults: [SettingsFault]

  /// - Parameter name: The path as the operator knows it, used in faults.
  public init(name: String, text: String) {
    var lines: [Line] = []
    var allowed: [AllowFile.Line] = []
    var faults: [SettingsFault] = []
    var reasons = Interner()
    for row in TabbedRows(text) {
      func fault(column: Int, zh: String, en: String) {
        let place = FileLocation(file: name, line: row.line, column: column)
        faults.append(SettingsFault(place, zh: zh, en: en))
      }
      guard (3...4).contains(row.cells.count) else {
        fault(
          column: 1,
          zh: "此行有 \(row.cells.count) 栏，应为 3 或 4 栏（词、类别、级别、说明），以制表符分隔",
          en: "this line has \(row.cells.count) cells; write 3 or 4, separated by tabs: "
            + "term, category, severity, why")
        continue
      }
      let (term, category, level) = (row.cells[0], row.cells[1], row.cells[2])
      let why = reasons[row.cells.count == 4 ? row.cells[3] : ""]
      if term.isEmpty {
        fault(column: 1, zh: "词为空，请填写或删除此行", en: "the term is empty; fill it in or delete the line")
        continue
      }
      let severity = Finding.Severity(rawValue: level)
      if level == "allow" {
        allowed.append(AllowFile.Line(phrase: term, term: nil, why: why, line: row.line))
        continue
      }
      guard severity != nil || level == "off" else {
        let near = NearestName.find(level, in: ["error", "warn", "note", "off", "allow"])
        fault(
          column: row.column(of: 2),
          zh: "级别“\(level)”无效，应为 error、warn、note、off 或 allow" + (near.map { "，是否想写 \($0)" } ?? ""),
          en: "\"\(level)\" is no severity; write error, warn, note, off or allow"
            + (near.map { ", perhaps \($0)" } ?? ""))
        continue
      }
      if category.isEmpty && severity != nil {
        fault(
          column: row.column(of: 1), zh: "类别为空，请填写",
          en: "the category is empty; fill it in")
        continue
      }
      lines.append(
        Line(
          text: term, category: reasons[category], severity: severity, why: why, line: row.line))
    }
    self.name = name
    self.lines = lines
    self.allowed = allowed
    self.faults = faults
  }
}

/// A file of phrases in which a term is harmless: `phrase TAB term it protects from TAB why`.
///
/// A phrase frees every hit that lies wholly inside one of its occurrences, whatever the term; the
/// second cell says which one it was written for.
public struct AllowFile: Sendable {
  public struct Line: Hashable, Sendable {
    public var phrase: String
    /// nil where the file names none.
    public var term: String?
    public var why: String
    /// 1-based.
    public var line: Int

    public init(phrase: String, term: String?, why: String, line: Int) {
      self.phrase = phrase
      self.term = term
      self.why = why
      self.line = line
    }
  }

  public let name: String
  public let lines: [Line]
  public let faults: [SettingsFault]

  public init(name: String, text: String) {
    var lines: [Line] = []
    var faults: [SettingsFault] = []
    for row in TabbedRows(text) {
      let place = FileLocation(file: name, line: row.line, column: 1)
      if row.cells.count > 3 {
        faults.append(
          SettingsFault(
            place,
            zh: "此行有 \(row.cells.count) 栏，最多 3 栏（放行短语、所防的词、说明），以制表符分隔",
            en: "this line has \(row.cells.count) cells; write at most 3, separated by tabs: "
              + "phrase, the term it protects from, why"))
      } else if row.cells[0].isEmpty {
        faults.append(
          SettingsFault(
            place, zh: "放行短语为空，请填写或删除此行",
            en: "the phrase is empty; fill it in or delete the line"))
      } else {
        let term = row.cells.count > 1 && !row.cells[1].isEmpty ? row.cells[1] : nil
        let why = row.cells.count > 2 ? row.cells[2] : ""
        lines.append(Line(phrase: row.cells[0], term: term, why: why, line: row.line))
      }
    }
    self.name = name
    self.lines = lines
    self.faults = faults
  }
}

/// The lines of a tab-separated text that are neither blank nor comments.
struct TabbedRows: Sequence, IteratorProtocol {
  struct Row {
    /// 1-based.
    var line: Int
    /// Never empty.
    var cells: [String]

    /// The 1-based column, in characters, at which a cell starts.
    func column(of cell: Int) -> Int { cells[..<cell].reduce(1) { $0 + $1.count + 1 } }
  }

  private var rest: Substring.UTF8View
  private var line = 0

  init(_ text: String) {
    rest = text[...].utf8
    if text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  }

  mutating func next() -> Row? {
    while !rest.isEmpty {
      line += 1
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      var content = rest[..<end]
      rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
      if content.last == 0x0D { content = content.dropLast() }
      if content.first == UInt8(ascii: "#") { continue }
      if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let cells = content.split(separator: 0x09, omittingEmptySubsequences: false)
      return Row(line: line, cells: cells.map { String(Substring($0)) })
    }
    return nil
  }
}

/// Gives equal texts one shared storage: a long lexicon repeats a few reasons many times.
private struct Interner {
  private var known: Set<String> = []

  subscript(text: String) -> String {
    mutating get { known.insert(text).memberAfterInsert }
  }
}
