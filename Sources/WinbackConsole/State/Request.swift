import WinbackCore
import WinbackOperations

/// A question to the backend; equal questions have the same answer until the data change.
enum Request: Hashable, Sendable {
  case overview
  case segments
  case segment(String)
  case count(String)
  case completions(String, cursor: Int)
  case members(MemberSource, MemberSort, offset: Int)
  case templates
  case preview(String, PreviewUser)
  case users(String)
  case user(User.ID)
  case batches
  case batch(String)
  case strategies
  case operators
  case themes

  /// Rows of one member page.
  static let pageSize = 200
}

/// The answer to a question.
enum Reply: Equatable, Sendable {
  case overview(OverviewView)
  case segments([SegmentSummary])
  case segment(SegmentDetail)
  case count(PredicateAnswer)
  case completions([PredicateSuggestion])
  case members(MemberPage)
  case templates([TemplateSummary])
  case preview(TemplatePreview)
  case user(UserView)
  case batches([BatchSummary])
  case batch(BatchView)
  case strategies([StrategyRow])
  case operators([ConsoleOperator])
  case themes([String])
}

/// What is known about one question.
struct Answer: Equatable, Sendable {
  /// The latest answer; kept on the screen while a newer one is awaited.
  var reply: Reply?
  var failure: Phrase?
  /// Number of the request under way.
  var pending: Int?
  /// The data may have changed since.
  var isStale = false
}

/// An answer as a screen uses it: three states that look different.
enum Fetched<Value> {
  case loading
  case failed(Phrase)
  case ready(Value)

  var value: Value? {
    if case .ready(let value) = self { value } else { nil }
  }
}
