public import TerminalUI
public import WinbackCore
public import WinbackOperations

/// What the console asks of the workspace: every screen's content and every act.
///
/// The methods are synchronous and may be slow; the runtime calls them on its own threads, acts one
/// after another, so an implementation must bear calls from several threads. What they throw
/// conforms to `Worded`.
public protocol ConsoleBackend: Sendable {
  /// Gives the first screen's content.
  func overview(_ context: ConsoleContext) throws -> OverviewView
  /// Lists all segments, built-in ones and those of the workspace.
  func segments(_ context: ConsoleContext) throws -> [SegmentSummary]
  /// Opens the segment called `name`.
  func segment(_ name: String, _ context: ConsoleContext) throws -> SegmentDetail
  /// Counts the users a typed predicate matches; a faulty predicate is an answer, not an error.
  func count(where predicate: String, _ context: ConsoleContext) throws -> PredicateAnswer
  /// Offers continuations of a predicate whose cursor stands after `cursor` code points.
  func completions(of predicate: String, cursor: Int, _ context: ConsoleContext) throws
    -> [PredicateSuggestion]
  /// Gives rows `offset ..< offset + limit` of the members in the order `sort`.
  func members(
    of source: MemberSource, sort: MemberSort, offset: Int, limit: Int, _ context: ConsoleContext
  ) throws -> MemberPage
  /// Lists the templates.
  func templates(_ context: ConsoleContext) throws -> [TemplateSummary]
  /// Fills a template for one user and lints the result.
  func preview(template: String, for user: PreviewUser, _ context: ConsoleContext) throws
    -> TemplatePreview
  /// Works out, without writing, what the automatic fixes would make of a template.
  ///
  /// - Parameter rule: The only rule to fix; nil for all.
  func proposedFix(template: String, rule: String?, _ context: ConsoleContext) throws -> TemplateFix
  /// Writes a proposed fix into the template file, refusing when the file is no longer `fix.before`.
  func apply(_ fix: TemplateFix, _ context: ConsoleContext) throws
  /// Finds users whose id, name, phone number or e-mail address matches `search`; all when empty.
  ///
  /// - Returns: The first `limit` rows; `total` counts all that match.
  func users(matching search: String, limit: Int, _ context: ConsoleContext) throws -> MemberPage
  /// Opens one user's page.
  func user(_ id: User.ID, _ context: ConsoleContext) throws -> UserView
  /// Lists all batches, newest first.
  func batches(_ context: ConsoleContext) throws -> [BatchSummary]
  /// Opens one batch.
  func batch(_ id: String, _ context: ConsoleContext) throws -> BatchView
  /// Lists the strategies a batch can be planned from.
  func strategies(_ context: ConsoleContext) throws -> [StrategyRow]
  /// Plans a draft from a strategy and gives the id of the new batch.
  func plan(strategy: String, _ context: ConsoleContext) throws -> String
  /// Does `act` to a batch in the name of the session's operator, by the process clock.
  ///
  /// - Returns: What happened, one sentence in the session's language.
  func perform(_ act: BatchAct, on batch: String, _ context: ConsoleContext) throws -> String
  /// Makes `id` the session's operator and says who that is.
  func setOperator(_ id: String) throws -> ConsoleOperator
  /// Lists the operators this session has keys for.
  func operators() throws -> [ConsoleOperator]
  /// Names the themes that can be chosen.
  func themeNames() throws -> [String]
  /// Reads a theme.
  func theme(_ name: String) throws -> Theme
}

/// What every question depends on: the language of labels and the instant of the data.
public struct ConsoleContext: Hashable, Sendable {
  public var language: Language
  /// Pinned until the operator refreshes; acts use the process clock instead.
  public var asOf: Instant

  public init(language: Language, asOf: Instant) {
    self.language = language
    self.asOf = asOf
  }
}

/// A person at the console.
public struct ConsoleOperator: Hashable, Sendable {
  public var id: String
  public var name: String
  /// Machine names of the roles, such as `approver`.
  public var roles: [String]

  public init(id: String, name: String, roles: [String]) {
    self.id = id
    self.name = name
    self.roles = roles
  }
}

/// Whose members are listed.
public enum MemberSource: Hashable, Sendable {
  case segment(String)
  case predicate(String)
}

/// The order of a member list.
public struct MemberSort: Hashable, Sendable {
  /// A column of ``UserRow``.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case id, name, stage, rDays = "r_days", orders = "orders_count"
    case lifetimeValue = "lifetime_value"
    case tier, region
  }

  public var field: Field
  public var isDescending: Bool

  public init(field: Field, isDescending: Bool) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// Whom a template is filled for.
public enum PreviewUser: Hashable, Sendable {
  /// The n-th sample user, from 0; numbers past the last begin again.
  case sample(Int)
  case user(User.ID)
}

/// What became of a typed predicate.
public struct PredicateAnswer: Hashable, Sendable {
  /// Matching users; nil when the predicate is faulty.
  public var count: Int?
  /// Users the predicate ranges over.
  public var of: Int
  public var fault: PredicateFault?

  public init(count: Int?, of: Int, fault: PredicateFault?) {
    self.count = count
    self.of = of
    self.fault = fault
  }
}

/// What is wrong with a typed predicate.
public struct PredicateFault: Hashable, Sendable {
  /// `P01` to `P06`.
  public var code: String
  /// 1-based, in code points; one past the end when the text ended too early.
  public var position: Int
  /// In the session's language.
  public var message: String

  public init(code: String, position: Int, message: String) {
    self.code = code
    self.position = position
    self.message = message
  }
}

/// One way to go on with a predicate.
public struct PredicateSuggestion: Hashable, Sendable {
  /// The code points of the predicate that it takes the place of, from 0.
  public var replacing: Range<Int>
  public var text: String
  /// What it means, in the session's language.
  public var detail: String

  public init(replacing: Range<Int>, text: String, detail: String) {
    self.replacing = replacing
    self.text = text
    self.detail = detail
  }
}

/// The automatic fixes of one template, before they are written.
public struct TemplateFix: Hashable, Sendable {
  public var template: String
  /// The source text as it is.
  public var before: String
  public var after: String
  /// What would be done, one line each.
  public var changes: [String]

  public init(template: String, before: String, after: String, changes: [String]) {
    self.template = template
    self.before = before
    self.after = after
    self.changes = changes
  }
}

/// One line of the strategy list.
public struct StrategyRow: Hashable, Sendable {
  public var name: String
  public var problem: String
  public var segment: String
  public var channel: Channel
  public var template: String
  /// What is wrong with the file and where; no batch can be planned then.
  public var fault: String?

  public init(
    name: String, problem: String, segment: String, channel: Channel, template: String,
    fault: String?
  ) {
    self.name = name
    self.problem = problem
    self.segment = segment
    self.channel = channel
    self.template = template
    self.fault = fault
  }
}

/// Something an operator does to a batch.
public enum BatchAct: Hashable, Sendable {
  case submit(note: String)
  /// `count` and the hashes are what the operator saw; a batch that differs refuses.
  ///
  /// For a paused batch the approval is given anew and the state stays.
  case approve(count: Int, contentHash: String, messagesHash: String, note: String)
  case unapprove
  case reject(reason: String)
  case withdraw(reason: String)
  case cancel(reason: String)
  case pause
  case resume
  /// Starts sending in the background and returns at once.
  case dispatch
}
