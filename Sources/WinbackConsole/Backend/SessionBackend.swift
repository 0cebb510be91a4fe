public import TerminalUI
public import WinbackCore
public import WinbackOperations

/// The console's questions and acts, answered by an opened workspace.
public struct SessionBackend: ConsoleBackend {
  private let session: Session
  private let themes: ThemeCatalog
  private let background: BackgroundDispatch

  /// - Parameter background: Sends what the operator starts; finish it before the program ends.
  public init(session: Session, themes: ThemeCatalog, background: BackgroundDispatch) {
    self.session = session
    self.themes = themes
    self.background = background
  }

  public func overview(_ context: ConsoleContext) throws -> OverviewView {
    try session.overview(asOf: context.asOf, language: context.language)
  }

  public func segments(_ context: ConsoleContext) throws -> [SegmentSummary] {
    try session.browser(asOf: context.asOf, language: context.language).summaries()
  }

  public func segment(_ name: String, _ context: ConsoleContext) throws -> SegmentDetail {
    try session.segmentDetail(name, asOf: context.asOf, language: context.language)
  }

  public func count(
    where predicate: String, _ context: ConsoleContext
  ) throws -> PredicateAnswer {
    let browser = try session.browser(asOf: context.asOf, language: context.language)
    do {
      let rows = try session.members(
        where: predicate, asOf: context.asOf, language: context.language)
      return PredicateAnswer(count: rows.count, of: browser.columns.rowCount, fault: nil)
    } catch let error as SegmentError {
      return PredicateAnswer(
        count: nil, of: browser.columns.rowCount,
        fault: PredicateFault(
          code: error.code.rawValue, position: error.position,
          message: error.reason.words(context.language)))
    }
  }

  public func completions(
    of predicate: String, cursor: Int, _ context: ConsoleContext
  ) throws -> [PredicateSuggestion] {
    let browser = try session.browser(asOf: context.asOf, language: context.language)
    return PredicateCompletion.suggest(
      text: predicate, cursor: cursor, columns: browser.columns, catalogue: browser.catalogue
    ).map {
      PredicateSuggestion(
        replacing: $0.replacing, text: $0.text, detail: $0.words(context.language))
    }
  }

  public func members(
    of source: MemberSource, sort: MemberSort, offset: Int, limit: Int, _ context: ConsoleContext
  ) throws -> MemberPage {
    let (segment, predicate): (String?, String?) =
      switch source {
      case .segment(let name): (name, nil)
      case .predicate(let text): (nil, text)
      }
    return try session.memberPage(
      segment: segment, where: predicate, sortedBy: sort.field.segmentField,
      descending: sort.isDescending, offset: offset, limit: limit, asOf: context.asOf,
      language: context.language)
  }

  public func templates(_ context: ConsoleContext) throws -> [TemplateSummary] {
    session.templateSummaries(context.language)
  }

  public func preview(
    template: String, for user: PreviewUser, _ context: ConsoleContext
  ) throws -> TemplatePreview {
    switch user {
    case .sample(let number):
      try session.preview(
        template, sample: number, asOf: context.asOf, language: context.language)
    case .user(let id):
      try session.preview(template, user: id, asOf: context.asOf, language: context.language)
    }
  }

  public func proposedFix(
    template: String, rule: String?, _ context: ConsoleContext
  ) throws -> TemplateFix {
    let mending = try session.mending(of: template, rule: rule, language: context.language)
    return TemplateFix(
      template: template, before: mending.before, after: mending.after, changes: mending.changes)
  }

  public func apply(_ fix: TemplateFix, _ context: ConsoleContext) throws {
    try session.apply(before: fix.before, after: fix.after, to: fix.template)
  }

  public func users(
    matching search: String, limit: Int, _ context: ConsoleContext
  ) throws -> MemberPage {
    try session.users(
      matching: search, limit: limit, asOf: context.asOf, language: context.language)
  }

  public func user(_ id: User.ID, _ context: ConsoleContext) throws -> UserView {
    try session.userView(id, asOf: context.asOf, language: context.language)
  }

  public func batches(_ context: ConsoleContext) throws -> [BatchSummary] {
    try session.batchSummaries(context.language)
  }

  public func batch(_ id: String, _ context: ConsoleContext) throws -> BatchView {
    try session.batchView(Batch.ID(id), context.language)
  }

  public func strategies(_ context: ConsoleContext) throws -> [StrategyRow] {
    let playbook = session.playbook()
    let good = playbook.strategies.map { strategy in
      StrategyRow(
        name: strategy.id.text, problem: strategy.problem, segment: strategy.segment,
        channel: strategy.channel, template: strategy.template.text, fault: nil)
    }
    let broken = playbook.brokenStrategies.sorted { $0.key < $1.key }.map { name, fault in
      StrategyRow(
        name: name, problem: "", segment: "", channel: .sms, template: "",
        fault: fault.words(context.language))
    }
    return good + broken
  }

  public func plan(strategy: String, _ context: ConsoleContext) throws -> String {
    try session.planBatch(strategy: Strategy.ID(strategy), asOf: context.asOf).id.text
  }

  public func perform(
    _ act: BatchAct, on batch: String, _ context: ConsoleContext
  ) throws -> String {
    let id = Batch.ID(batch)
    let reply: any Worded =
      switch act {
      case .submit(let note): try session.submitBatch(id, note: note)
      case .approve(let count, let contentHash, let messagesHash, let note):
        try session.approveBatch(
          id, count: count, contentHash: contentHash, messagesHash: messagesHash, note: note)
      case .unapprove: try session.unapproveBatch(id)
      case .reject(let reason): try session.rejectBatch(id, reason: reason)
      case .withdraw(let reason): try session.withdrawBatch(id, reason: reason)
      case .cancel(let reason): try session.cancelBatch(id, reason: reason)
      case .pause: try session.pauseBatch(id)
      case .resume: try session.resumeBatch(id)
      case .dispatch: try background.start(id, in: session)
      }
    return reply.words(context.language)
  }

  public func setOperator(_ id: String) throws -> ConsoleOperator {
    ConsoleOperator(try session.switchOperator(to: id))
  }

  public func operators() throws -> [ConsoleOperator] {
    try session.localOperators().map(ConsoleOperator.init)
  }

  /// The operator with that id, as the first row of the screen shows him.
  public func person(_ id: String) throws -> ConsoleOperator {
    try setOperator(id)
  }

  public func themeNames() throws -> [String] { themes.names }

  public func theme(_ name: String) throws -> Theme { try themes.theme(name) }
}

extension MemberSort.Field {
  /// The field of the predicate language that orders alike; names are ordered by id, as no field holds
  /// them.
  var segmentField: String { self == .id || self == .name ? "user_id" : rawValue }
}

extension ConsoleOperator {
  init(_ person: Operator) {
    self.init(
      id: person.id.text, name: person.name, roles: person.roles.map(\.rawValue).sorted())
  }
}
