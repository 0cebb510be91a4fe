import Foundation
public import WinbackCore
import WinbackStore

/// Templates as screens and commands ask for them.
extension Session {
  /// The template called `name`.
  ///
  /// - Throws: The fault of its file, or ``LookupError``.
  public func template(_ name: String) throws -> MessageTemplate {
    let playbook = playbook()
    if let template = playbook.template(MessageTemplate.ID(name)) { return template }
    if let fault = playbook.brokenTemplates[name] { throw fault }
    throw LookupError.template(
      name, nearest: NearestName.find(name, in: playbook.templates.map(\.id.text)))
  }

  /// One line for every file of `templates/`, faulty ones included, by name.
  public func templateSummaries(_ language: Language) -> [TemplateSummary] {
    let playbook = playbook()
    let linter = linter(language)
    let good = playbook.templates.map { TemplateSummary($0, linter) }
    let broken = playbook.brokenTemplates.map {
      TemplateSummary(faultyFile: $0.key, faults: [$0.value], language: language)
    }
    return (good + broken).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// A template filled for one user, or for the n-th sample user.
  public func preview(
    _ name: String, user: User.ID? = nil, sample: Int = 0, asOf: Instant, language: Language
  ) throws -> TemplatePreview {
    let template = try template(name)
    let population = try snapshot(asOf: asOf).population
    let profile: UserProfile?
    if let user {
      guard let found = population.profile(user) else { throw LookupError.user(user.text) }
      profile = found
    } else {
      let samples = sampleUsers(for: template, in: population)
      profile =
        samples.isEmpty
        ? nil : samples[((sample % samples.count) + samples.count) % samples.count]
    }
    return TemplatePreview(template, profile: profile, linter: linter(language))
  }

  /// Users to preview a template on, the worst cases first: the longest names, then those without one.
  private func sampleUsers(
    for template: MessageTemplate, in population: Population
  ) -> [UserProfile] {
    let reachable = population.profiles.lazy.filter {
      $0.stage != .closed && $0.user.address(on: template.channel) != nil
    }
    var longest: [UserProfile] = []
    var nameless: UserProfile?
    for profile in reachable {
      guard let name = profile.user.name, !name.isEmpty else {
        if nameless == nil { nameless = profile }
        continue
      }
      let length = name.unicodeScalars.count
      if longest.count < 200 || length > (longest.last?.user.name?.unicodeScalars.count ?? 0) {
        let place =
          longest.firstIndex { ($0.user.name?.unicodeScalars.count ?? 0) < length } ?? longest.count
        longest.insert(profile, at: place)
        if longest.count > 200 { longest.removeLast() }
      }
    }
    if let nameless { longest.insert(nameless, at: min(1, longest.count)) }
    return longest
  }

  /// What the automatic fixes would make of a template.
  public func mending(
    of name: String, rule: String? = nil, language: Language
  ) throws -> TemplateMending {
    TemplateMending(of: try template(name), rule: rule, linter: linter(language))
  }

  /// Writes a mended body into the template's file; comments and everything else stay.
  ///
  /// - Throws: ``MendingError`` when the file no longer holds `before`, or cannot be edited in place.
  public func apply(before: String, after: String, to name: String) throws {
    try requireWritable()
    let playbook = playbook()
    let id = MessageTemplate.ID(name)
    guard let template = playbook.template(id), let file = playbook.templateFiles[id] else {
      throw LookupError.template(name, nearest: nil)
    }
    guard template.body == before else { throw MendingError.changedMeanwhile(name) }
    guard let source = try? String(contentsOf: file, encoding: .utf8),
      let edited = ScalarEdit.replace("body", with: after, in: source)
    else { throw MendingError.cannotEdit(folder.name(of: file)) }
    do {
      try Data(edited.utf8).write(to: file, options: .atomic)
    } catch {
      throw WorkspaceError.cannotWrite(folder.name(of: file), reason: error.localizedDescription)
    }
  }
}

/// Why a template file was not mended.
public enum MendingError: Error, Equatable, Worded, CustomStringConvertible {
  case changedMeanwhile(String)
  case cannotEdit(String)

  public func words(_ language: Language) -> String {
    switch self {
    case .changedMeanwhile(let name):
      language.pick(
        zh: "模板 \(name) 的正文已被改动，没有写入；请重新查看后再修复",
        en: "the body of template \(name) has changed and nothing was written; look again, then fix"
      )
    case .cannotEdit(let file):
      language.pick(
        zh: "无法就地修改 \(file) 的 body（可能被锚点引用）；请手工编辑",
        en:
          "the body in \(file) cannot be edited in place (an anchor may refer to it); edit it by hand"
      )
    }
  }
}
