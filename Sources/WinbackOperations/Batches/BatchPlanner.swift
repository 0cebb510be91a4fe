import WinbackCore
import WinbackStore

/// Works out who would get what, from the files and the data as they are.
struct BatchPlanner {
  let session: Session
  let playbook: Playbook
  let strategy: Strategy
  let template: MessageTemplate
  let linter: TemplateLinter
  let facts: LintFacts

  /// Looks the strategy up with all it names.
  ///
  /// - Parameter sendAt: The day of it decides which dates in the copy are past.
  /// - Throws: ``LookupError``, ``BatchError``, the fault of a strategy file.
  init(_ id: Strategy.ID, session: Session, sendAt: Instant?) throws {
    self.session = session
    playbook = session.playbook()
    guard let strategy = playbook.strategy(id) else {
      if let fault = playbook.brokenStrategies[id.text] { throw fault }
      throw LookupError.strategy(
        id.text, nearest: NearestName.find(id.text, in: playbook.strategies.map(\.id.text)))
    }
    self.strategy = strategy
    guard let template = playbook.template(strategy.template) else {
      if let fault = playbook.brokenTemplates[strategy.template.text] {
        throw BatchError.templateFault(strategy.template, fault)
      }
      throw LookupError.template(
        strategy.template.text,
        nearest: NearestName.find(strategy.template.text, in: playbook.templates.map(\.id.text)))
    }
    self.template = template
    guard template.channel == strategy.channel else {
      throw BatchError.channelDiffers(
        strategy: strategy.id, strategy.channel, template: template.id, template.channel)
    }
    if let error = playbook.catalogue.error(in: strategy.segment) {
      throw BatchError.segmentFault(strategy.segment, error)
    }
    guard playbook.catalogue.definition(named: strategy.segment) != nil else {
      throw LookupError.segment(
        strategy.segment,
        nearest: NearestName.find(strategy.segment, in: playbook.catalogue.names))
    }
    var linter = session.linter(.en)
    linter.sendDay = BusinessDay(sendAt ?? session.clock.now(), in: playbook.settings.zone)
    self.linter = linter
    facts = Self.facts(
      template, plan: strategy.plan,
      wasSentRecently: try Self.wasSentRecently(strategy, template, session))
  }

  /// What lint is told of a message that goes out in a batch.
  static func facts(
    _ template: MessageTemplate, plan: String?, wasSentRecently: Bool?
  ) -> LintFacts {
    LintFacts(
      plan: plan == nil ? .none : .unknown, hasLanding: template.link == nil ? nil : true,
      wasSentRecently: wasSentRecently)
  }

  var settings: Settings { playbook.settings }

  /// What lint says of the template as written.
  var findings: [Finding] { linter.findings(template, facts: facts) }

  /// Decides for every member of the segment.
  func plan(_ id: Batch.ID, sizeLimit: Int?, over snapshot: AudienceSnapshot) throws
    -> AudiencePlan
  {
    var cache = LeafCache()
    let rows = playbook.catalogue.members(
      of: strategy.segment, over: snapshot.columns, cache: &cache)
    let members =
      rows?.members.map { snapshot.population.profiles[Int(snapshot.columns.sources[$0])] } ?? []
    let input = AudiencePlan.Input(
      batch: id, strategy: strategy, template: template, settings: settings, sizeLimit: sizeLimit,
      caps: FrequencyCap.usual,
      segmentHash: playbook.catalogue.definitionHash(of: strategy.segment) ?? "")
    return AudiencePlan(
      input, members: members, asOf: snapshot.asOf,
      facts: try AudienceFacts(
        store: session.store, settings: settings, channel: strategy.channel, except: id,
        dataAsOf: snapshot.asOf, now: session.clock.now()),
      filler: MessageFiller(template, linter: linter, facts: facts))
  }

  /// The risk of sending `plan`.
  func risk(of plan: AudiencePlan) throws -> BatchRisk {
    BatchRisk(
      recipients: plan.recipients, exposure: plan.cost,
      isNewTemplate: try !session.store.hasCompleted(template: template.id), overridesGate: false)
  }

  /// Whether a batch of the last 30 days brought the same copy to the same segment.
  private static func wasSentRecently(
    _ strategy: Strategy, _ template: MessageTemplate, _ session: Session
  ) throws -> Bool {
    let monthAgo = session.clock.now().adding(days: -30)
    let document = FrozenDocuments.template(template).sha256
    return try session.store.batches().contains { batch in
      batch.segment == strategy.segment && [.sending, .paused, .completed].contains(batch.state)
        && (batch.submittedAt.map { $0 > monthAgo } ?? false)
        && batch.frozen?.content["template"]?.asText == document
    }
  }
}

/// The documents that a frozen batch rests on.
enum FrozenDocuments {
  static func template(_ template: MessageTemplate) -> CanonicalJSON {
    .object([
      "id": .text(template.id.text), "channel": .text(template.channel.rawValue),
      "kind": .text(template.kind.rawValue), "body": .text(template.body),
      "signature": template.signature.map { .text($0) } ?? .null,
      "appended_text": template.appendedText.map { .text($0) } ?? .null,
      "link": template.link.map { .text($0) } ?? .null,
      "provider": template.provider.map { .text($0) } ?? .null, "v": .integer(1),
    ])
  }

  /// A frozen template read back; nil when it is none.
  static func template(_ json: CanonicalJSON) -> MessageTemplate? {
    guard let id = json["id"]?.asText, let body = json["body"]?.asText,
      let channel = json["channel"]?.asText.flatMap(Channel.init(rawValue:)),
      let kind = json["kind"]?.asText.flatMap(MessageTemplate.Kind.init(rawValue:))
    else { return nil }
    return MessageTemplate(
      id: MessageTemplate.ID(id), channel: channel, kind: kind,
      signature: json["signature"]?.asText, body: body,
      appendedText: json["appended_text"]?.asText, link: json["link"]?.asText,
      provider: json["provider"]?.asText)
  }

  /// The strategy as a flow of one step: who, why, with what, and how its effect is measured.
  static func flow(_ strategy: Strategy, _ plan: AudiencePlan) -> CanonicalJSON {
    .object([
      "id": .text(strategy.id.text), "problem": .text(strategy.problem),
      "purpose": .text(strategy.purpose.rawValue), "priority": .integer(Int64(strategy.priority)),
      "segment": .object([
        "name": .text(strategy.segment), "definition": .text(plan.segmentHash),
        "as_of": .text(plan.asOf.rfc3339), "size": .integer(Int64(plan.segmentSize)),
      ]),
      "steps": .list([
        .object([
          "no": .integer(1), "channel": .text(strategy.channel.rawValue),
          "template": .text(strategy.template.text),
          "plan": strategy.plan.map { .text($0) } ?? .null,
          "success": .text("paid"), "wait_hours": .integer(72), "on_success": .text("end"),
          "on_failure": .text("end"),
        ])
      ]),
      "fallback_samples": .list(plan.fallbackUsers.map { .text($0.text) }),
      "exit_on": .list([.text("return")]),
      "measure": .object([
        "signal": .text("return"), "window_days": .integer(14),
        "baseline_bp": plan.baselineBP.map { .integer(Int64($0)) } ?? .null,
      ]),
      "v": .integer(1),
    ])
  }

  static func schedule(_ batch: Batch) -> CanonicalJSON {
    .object([
      "start_at": batch.sendAt.map { .text($0.rfc3339) } ?? .null,
      "expires_at": batch.expiresAt.map { .text($0.rfc3339) } ?? .null,
    ])
  }
}
