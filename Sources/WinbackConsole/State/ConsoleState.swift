public import TerminalUI
public import WinbackCore
import WinbackOperations

/// What the console is told once, when it starts.
public struct ConsoleSession: Hashable, Sendable {
  public var workspaceName: String
  public var isDemo: Bool
  public var isReadOnly: Bool
  /// Nil where no key was found: nothing can be decided then.
  public var person: ConsoleOperator?
  public var zone: Zone
  /// The sign written before amounts, such as `¥`.
  public var currency: String
  public var language: Language
  /// The signs this terminal draws in step.
  public var glyphs: Glyphs

  public init(
    workspaceName: String, isDemo: Bool, isReadOnly: Bool, person: ConsoleOperator?, zone: Zone,
    currency: String, language: Language, glyphs: Glyphs = .plain
  ) {
    self.workspaceName = workspaceName
    self.isDemo = isDemo
    self.isReadOnly = isReadOnly
    self.person = person
    self.zone = zone
    self.currency = currency
    self.language = language
    self.glyphs = glyphs
  }
}

/// One sentence on the message line.
struct Notice: Hashable, Sendable {
  enum Level: Hashable, Sendable {
    case info, ok, warning, error
  }

  var level: Level
  var phrase: Phrase

  /// The sentence with a sign, so that the level does not rest on colour.
  func words(_ language: Language) -> String {
    let sign =
      switch level {
      case .info: ""
      case .ok: "✓ "
      case .warning: "! "
      case .error: "✗ "
      }
    return sign + phrase.words(language)
  }

  var role: Role {
    switch level {
    case .info: "toast.info"
    case .ok: "toast.ok"
    case .warning: "toast.warning"
    case .error: "toast.error"
    }
  }
}

/// Everything the console knows; drawn anew after every change.
struct ConsoleState: Sendable {
  var session: ConsoleSession
  var size: Size
  /// The clock of row 1; moves once a minute.
  var now: Instant
  /// The instant of the data, pinned until a refresh.
  var asOf: Instant

  /// From the tab's root to what is on the screen; never empty.
  var trail: [Place] = [.overview]
  /// The trail of each tab as it was left.
  var trails: [Tab: [Place]] = [:]
  var past: [[Place]] = []
  var future: [[Place]] = []
  var lists: [Place: ListState] = [:]
  /// Text of the user search, kept while the operator looks at a user.
  var userSearch = ""

  var dialog: Dialog?
  var prompt: Prompt?
  /// The first key of a two-key command.
  var chord: Character?
  var notice: Notice?

  var answers: [Request: Answer] = [:]
  /// The act under way, so that no second one is begun beside it.
  var acting: (number: Int, act: Act)?
  var lastNumber = 0
  /// The queue in its order, kept because every key and hint of it asks for the row under the cursor.
  var queue = Queue()

  init(session: ConsoleSession, size: Size, now: Instant) {
    self.session = session
    self.size = size
    self.now = now
    asOf = now
  }

  var language: Language { session.language }
  var context: ConsoleContext { ConsoleContext(language: language, asOf: asOf) }
  var place: Place { trail[trail.count - 1] }
  var tab: Tab { place.tab }
  var screen: any Screen { Screens.of(place.kind) }

  /// The list of the place on the screen.
  var list: ListState {
    get { lists[place] ?? ListState() }
    set { lists[place] = newValue }
  }

  /// What is left for a screen between tabs and message line, and below a line being typed.
  var body: Rect {
    let used = Chrome.promptRows(self)
    return Rect(x: 0, y: 2 + used, width: size.columns, height: size.rows - 4 - used)
  }

  /// Smaller than this nothing can be read.
  static let minimumSize = Size(columns: 40, rows: 12)

  var isTooSmall: Bool {
    size.columns < Self.minimumSize.columns || size.rows < Self.minimumSize.rows
  }

  /// Two panes side by side need this many columns.
  var isWide: Bool { size.columns >= 100 }

  /// Says `phrase` in the session's language.
  func say(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    language.pick(zh: zh(), en: en())
  }

  mutating func tell(_ level: Notice.Level, zh: String, en: String) {
    notice = Notice(level: level, phrase: Phrase(zh: zh, en: en))
  }
}

extension ConsoleState {
  /// What is known about `request`, as `value` takes it out of the answer.
  func fetched<Value>(_ request: Request, _ value: (Reply) -> Value?) -> Fetched<Value> {
    guard let answer = answers[request] else { return .loading }
    if let reply = answer.reply, let value = value(reply) { return .ready(value) }
    if let failure = answer.failure { return .failed(failure) }
    return .loading
  }

  var overview: Fetched<OverviewView> {
    fetched(.overview) { if case .overview(let view) = $0 { view } else { nil } }
  }
  var segments: Fetched<[SegmentSummary]> {
    fetched(.segments) { if case .segments(let rows) = $0 { rows } else { nil } }
  }
  func segment(_ name: String) -> Fetched<SegmentDetail> {
    fetched(.segment(name)) { if case .segment(let view) = $0 { view } else { nil } }
  }
  func count(_ predicate: String) -> Fetched<PredicateAnswer> {
    fetched(.count(predicate)) { if case .count(let answer) = $0 { answer } else { nil } }
  }
  func members(_ request: Request) -> Fetched<MemberPage> {
    fetched(request) { if case .members(let page) = $0 { page } else { nil } }
  }
  var templates: Fetched<[TemplateSummary]> {
    fetched(.templates) { if case .templates(let rows) = $0 { rows } else { nil } }
  }
  func preview(_ template: String, _ user: PreviewUser) -> Fetched<TemplatePreview> {
    fetched(.preview(template, user)) { if case .preview(let view) = $0 { view } else { nil } }
  }
  func user(_ id: User.ID) -> Fetched<UserView> {
    fetched(.user(id)) { if case .user(let view) = $0 { view } else { nil } }
  }
  var batches: Fetched<[BatchSummary]> {
    fetched(.batches) { if case .batches(let rows) = $0 { rows } else { nil } }
  }
  func batch(_ id: String) -> Fetched<BatchView> {
    fetched(.batch(id)) { if case .batch(let view) = $0 { view } else { nil } }
  }
  var strategies: Fetched<[StrategyRow]> {
    fetched(.strategies) { if case .strategies(let rows) = $0 { rows } else { nil } }
  }
  var operators: [ConsoleOperator] {
    fetched(.operators) { if case .operators(let rows) = $0 { rows } else { nil } }.value ?? []
  }
  var themes: [String] {
    fetched(.themes) { if case .themes(let names) = $0 { names } else { nil } }.value ?? []
  }
}
