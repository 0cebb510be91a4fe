import Synchronization
import TerminalUI
import WinbackConsole
import WinbackCore
import WinbackOperations

/// A workspace made of fixed values; it notes every act and changes nothing.
final class FixtureBackend: ConsoleBackend {
  enum Mood: Sendable {
    case normal, empty, failing
  }

  let mood: Mood
  let performed = Mutex<[String]>([])
  /// The batch that answers differ from, to play a plan that changes under an open dialog.
  let batchEdit = Mutex<(@Sendable (inout BatchView) -> Void)?>(nil)

  init(_ mood: Mood = .normal) {
    self.mood = mood
  }

  var acts: [String] { performed.withLock { $0 } }

  private func check() throws {
    if mood == .failing { throw FixtureError.unreadable }
  }

  func overview(_ context: ConsoleContext) throws -> OverviewView {
    try check()
    return mood == .empty ? Fixture.emptyOverview : Fixture.overview(context.language)
  }

  func segments(_ context: ConsoleContext) throws -> [SegmentSummary] {
    try check()
    return mood == .empty ? [] : Fixture.segments(context.language)
  }

  func segment(_ name: String, _ context: ConsoleContext) throws -> SegmentDetail {
    try check()
    guard let detail = Fixture.segment(name, context.language) else {
      throw FixtureError.noSegment(name)
    }
    return detail
  }

  func count(where predicate: String, _ context: ConsoleContext) throws -> PredicateAnswer {
    try check()
    if let place = predicate.firstIndex(of: "?") {
      let position = predicate.distance(from: predicate.startIndex, to: place) + 1
      let message = context.language.pick(zh: "这里不能出现「?」", en: "\"?\" cannot stand here")
      return PredicateAnswer(
        count: nil, of: 20_000,
        fault: PredicateFault(code: "P01", position: position, message: message))
    }
    return PredicateAnswer(count: 4_310, of: 20_000, fault: nil)
  }

  func completions(of predicate: String, cursor: Int, _ context: ConsoleContext) throws
    -> [PredicateSuggestion]
  {
    let word = predicate.prefix(cursor).reversed().prefix { $0.isLetter || $0 == "_" }.count
    let typed = predicate.prefix(cursor).suffix(word)
    return ["stage", "tier", "lifetime_value", "last_touch_days", "lapse_days"]
      .filter { $0.hasPrefix(typed) }
      .map { PredicateSuggestion(replacing: (cursor - word)..<cursor, text: $0, detail: "") }
  }

  func members(
    of source: MemberSource, sort: MemberSort, offset: Int, limit: Int, _ context: ConsoleContext
  ) throws -> MemberPage {
    try check()
    let total = mood == .empty ? 0 : 640
    let rows = (offset..<max(offset, min(total, offset + limit))).map {
      Fixture.member($0, context.language)
    }
    return MemberPage(rows: rows, offset: offset, total: total)
  }

  func templates(_ context: ConsoleContext) throws -> [TemplateSummary] {
    try check()
    return mood == .empty ? [] : Fixture.templates
  }

  func preview(template: String, for user: PreviewUser, _ context: ConsoleContext) throws
    -> TemplatePreview
  {
    try check()
    return Fixture.preview(template, context.language)
  }

  func proposedFix(template: String, rule: String?, _ context: ConsoleContext) throws -> TemplateFix
  {
    Fixture.fix(template, context.language)
  }

  func apply(_ fix: TemplateFix, _ context: ConsoleContext) throws {
    performed.withLock { $0.append("fix \(fix.template)") }
  }

  func users(matching search: String, limit: Int, _ context: ConsoleContext) throws -> MemberPage {
    try check()
    let all = mood == .empty ? [] : (0..<40).map { Fixture.member($0, context.language) }
    let found = all.filter {
      search.isEmpty || $0.id.text.contains(search) || $0.name.contains(search)
    }
    return MemberPage(rows: found, offset: 0, total: mood == .empty ? 0 : 640)
  }

  func user(_ id: User.ID, _ context: ConsoleContext) throws -> UserView {
    try check()
    return Fixture.user(id, context.language)
  }

  func batches(_ context: ConsoleContext) throws -> [BatchSummary] {
    try check()
    return mood == .empty ? [] : Fixture.batches(context.language)
  }

  func batch(_ id: String, _ context: ConsoleContext) throws -> BatchView {
    try check()
    guard var view = Fixture.batch(id, context.language) else { throw FixtureError.noBatch(id) }
    batchEdit.withLock { $0?(&view) }
    return view
  }

  func strategies(_ context: ConsoleContext) throws -> [StrategyRow] {
    try check()
    return mood == .empty ? [] : Fixture.strategies
  }

  func plan(strategy: String, _ context: ConsoleContext) throws -> String {
    performed.withLock { $0.append("plan \(strategy)") }
    return "B-1191"
  }

  func perform(_ act: BatchAct, on batch: String, _ context: ConsoleContext) throws -> String {
    let text =
      switch act {
      case .approve(let count, let content, let messages, let note):
        "approve \(batch) \(count) \(content) \(messages) '\(note)'"
      case .submit(let note): "submit \(batch) '\(note)'"
      case .reject(let reason): "reject \(batch) '\(reason)'"
      case .withdraw(let reason): "withdraw \(batch) '\(reason)'"
      case .cancel(let reason): "cancel \(batch) '\(reason)'"
      case .unapprove: "unapprove \(batch)"
      case .pause: "pause \(batch)"
      case .resume: "resume \(batch)"
      case .dispatch: "dispatch \(batch)"
      }
    performed.withLock { $0.append(text) }
    return context.language.pick(zh: "\(batch) 完成", en: "\(batch) done")
  }

  func setOperator(_ id: String) throws -> ConsoleOperator {
    guard let person = Fixture.operators.first(where: { $0.id == id }) else {
      throw FixtureError.noOperator(id)
    }
    return person
  }

  func operators() throws -> [ConsoleOperator] { Fixture.operators }
  func themeNames() throws -> [String] { ["default-dark", "default-light", "mono"] }
  func theme(_ name: String) throws -> Theme { Theme(name: name, isDark: true, styles: [:]) }
}

enum FixtureError: Error, Worded {
  case unreadable
  case noSegment(String)
  case noBatch(String)
  case noOperator(String)

  func words(_ language: Language) -> String {
    switch self {
    case .unreadable:
      language.pick(
        zh: "data/facts.sqlite 打不开: 磁盘已满；清出空间后重试",
        en: "data/facts.sqlite cannot be opened: the disk is full; make room and try again")
    case .noSegment(let name):
      language.pick(
        zh: "没有分群「\(name)」；winback segment list 列出全部",
        en: "no segment \"\(name)\"; winback segment list names them")
    case .noBatch(let id):
      language.pick(
        zh: "没有批次 \(id)；winback batch list 列出全部",
        en: "no batch \(id); winback batch list names them")
    case .noOperator(let id):
      language.pick(zh: "没有操作员 \(id) 的密钥", en: "there is no key for operator \(id)")
    }
  }
}
