import WinbackOperations

extension ConsoleBackend {
  /// Puts one question to the backend.
  func answer(_ request: Request, _ context: ConsoleContext) throws -> Reply {
    switch request {
    case .overview: .overview(try overview(context))
    case .segments: .segments(try segments(context))
    case .segment(let name): .segment(try segment(name, context))
    case .count(let predicate): .count(try count(where: predicate, context))
    case .completions(let predicate, let cursor):
      .completions(try completions(of: predicate, cursor: cursor, context))
    case .members(let source, let sort, let offset):
      .members(
        try members(
          of: source, sort: sort, offset: offset, limit: Request.pageSize, context))
    case .templates: .templates(try templates(context))
    case .preview(let template, let user):
      .preview(try preview(template: template, for: user, context))
    case .users(let search):
      .members(try users(matching: search, limit: Request.pageSize, context))
    case .user(let id): .user(try user(id, context))
    case .batches: .batches(try batches(context))
    case .batch(let id): .batch(try batch(id, context))
    case .strategies: .strategies(try strategies(context))
    case .operators: .operators(try operators())
    case .themes: .themes(try themeNames())
    }
  }

  /// Carries one act out.
  func outcome(of act: Act, _ context: ConsoleContext) throws -> Outcome {
    switch act {
    case .batch(let act, let id): return .done(try perform(act, on: id, context))
    case .plan(let strategy): return .planned(batch: try plan(strategy: strategy, context))
    case .proposeFix(let template, let rule):
      return .proposed(try proposedFix(template: template, rule: rule, context))
    case .applyFix(let fix):
      try apply(fix, context)
      return .fixed
    case .setOperator(let id): return .became(try setOperator(id))
    case .loadTheme(let name): return .theme(try theme(name))
    }
  }
}
