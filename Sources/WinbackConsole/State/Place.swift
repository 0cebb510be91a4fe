import WinbackCore

/// What the operator looks at; a trail of places makes the crumbs.
enum Place: Hashable, Sendable {
  case overview
  case segments
  case segment(String)
  case members(MemberSource)
  case templates
  case template(String)
  case batches
  case batch(String)
  case strategies
  case users
  case user(User.ID)
  case results

  /// A place without its subject: one screen draws one kind.
  enum Kind: Hashable, Sendable {
    case overview, segments, segment, members, templates, template, batches, batch, strategies
    case users, user, results
  }

  var kind: Kind {
    switch self {
    case .overview: .overview
    case .segments: .segments
    case .segment: .segment
    case .members: .members
    case .templates: .templates
    case .template: .template
    case .batches: .batches
    case .batch: .batch
    case .strategies: .strategies
    case .users: .users
    case .user: .user
    case .results: .results
    }
  }
}

/// The six screens of row 2.
enum Tab: Int, Hashable, Sendable, CaseIterable {
  case overview = 1
  case segments, templates, batches, users, results

  var root: Place {
    switch self {
    case .overview: .overview
    case .segments: .segments
    case .templates: .templates
    case .batches: .batches
    case .users: .users
    case .results: .results
    }
  }

  var title: Phrase {
    switch self {
    case .overview: Phrase(zh: "概览", en: "Overview")
    case .segments: Phrase(zh: "分群", en: "Segments")
    case .templates: Phrase(zh: "模板", en: "Templates")
    case .batches: Phrase(zh: "批次", en: "Batches")
    case .users: Phrase(zh: "用户", en: "Users")
    case .results: Phrase(zh: "结果", en: "Results")
    }
  }
}

extension Place {
  /// The tab that a place belongs to.
  var tab: Tab {
    switch self {
    case .overview: .overview
    case .segments, .segment, .members: .segments
    case .templates, .template: .templates
    case .batches, .batch, .strategies: .batches
    case .users, .user: .users
    case .results: .results
    }
  }
}
