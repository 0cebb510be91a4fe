import Dispatch
import Synchronization
import WinbackOperations

/// Asks the backend on its own threads, so that no key ever waits for data.
///
/// Questions and what is typed have a queue each, so a count is never stuck behind a slow page; acts
/// are done one after another. A question dropped before its turn is not asked at all.
final class Worker: Sendable {
  private let backend: any ConsoleBackend
  private let mailbox: Mailbox
  private let dropped = Mutex<Set<Int>>([])
  private let pages = DispatchQueue(label: "winback.console.pages")
  private let typing = DispatchQueue(label: "winback.console.typing")
  private let acts = DispatchQueue(label: "winback.console.acts")

  init(backend: any ConsoleBackend, mailbox: Mailbox) {
    self.backend = backend
    self.mailbox = mailbox
  }

  func fetch(_ request: Request, number: Int, _ context: ConsoleContext) {
    let queue =
      switch request {
      case .count, .completions, .users: typing
      default: pages
      }
    queue.async { [self] in
      guard dropped.withLock({ $0.remove(number) }) == nil else { return }
      let result = Result<Reply, any Error> { try answer(request, context) }
      dropped.withLock { _ = $0.remove(number) }
      mailbox.post(.answered(number, request, result.worded))
    }
  }

  func drop(number: Int) {
    dropped.withLock { _ = $0.insert(number) }
  }

  func perform(_ act: Act, number: Int, _ context: ConsoleContext) {
    acts.async { [self] in
      let result = Result<Outcome, any Error> { try outcome(of: act, context) }
      mailbox.post(.acted(number, act, result.worded))
    }
  }

  private func answer(_ request: Request, _ context: ConsoleContext) throws -> Reply {
    switch request {
    case .overview: .overview(try backend.overview(context))
    case .segments: .segments(try backend.segments(context))
    case .segment(let name): .segment(try backend.segment(name, context))
    case .count(let predicate): .count(try backend.count(where: predicate, context))
    case .completions(let predicate, let cursor):
      .completions(try backend.completions(of: predicate, cursor: cursor, context))
    case .members(let source, let sort, let offset):
      .members(
        try backend.members(
          of: source, sort: sort, offset: offset, limit: Request.pageSize, context))
    case .templates: .templates(try backend.templates(context))
    case .preview(let template, let user):
      .preview(try backend.preview(template: template, for: user, context))
    case .users(let search):
      .members(try backend.users(matching: search, limit: Request.pageSize, context))
    case .user(let id): .user(try backend.user(id, context))
    case .batches: .batches(try backend.batches(context))
    case .batch(let id): .batch(try backend.batch(id, context))
    case .strategies: .strategies(try backend.strategies(context))
    case .operators: .operators(try backend.operators())
    case .themes: .themes(try backend.themeNames())
    }
  }

  private func outcome(of act: Act, _ context: ConsoleContext) throws -> Outcome {
    switch act {
    case .batch(let act, let id): return .done(try backend.perform(act, on: id, context))
    case .plan(let strategy): return .planned(batch: try backend.plan(strategy: strategy, context))
    case .proposeFix(let template, let rule):
      return .proposed(try backend.proposedFix(template: template, rule: rule, context))
    case .applyFix(let fix):
      try backend.apply(fix, context)
      return .fixed
    case .setOperator(let id): return .became(try backend.setOperator(id))
    case .loadTheme(let name): return .theme(try backend.theme(name))
    }
  }
}

extension Result where Failure == any Error {
  /// The error in words for the operator.
  var worded: Result<Success, ConsoleFailure> { mapError { ConsoleFailure(phrase: Phrase($0)) } }
}
