public import WinbackCore
import WinbackStore

/// One user's page.
extension Session {
  /// Who a user is at `asOf`, and everything he was ever sent or not sent, with the reason.
  ///
  /// - Throws: ``LookupError``.
  public func userView(_ id: User.ID, asOf: Instant, language: Language) throws -> UserView {
    let browser = try browser(asOf: asOf, language: language)
    guard let profile = browser.population.profile(id) else { throw LookupError.user(id.text) }
    return UserView(
      row: UserRow(profile, language), registeredAt: profile.user.registeredAt,
      fields: FieldRow.all(of: profile, language), segments: browser.segments(of: id),
      consents: try consentRows(of: id, asOf: asOf, language),
      touches: try
        (ownTouchRows(of: id, language) + importedTouchRows(of: id, asOf: asOf, language))
        .sorted { $0.at > $1.at })
  }

  private func consentRows(
    of id: User.ID, asOf: Instant, _ language: Language
  ) throws -> [FieldRow] {
    let book = try store.contactBook(of: id, at: asOf)
    let zone = settings.zone
    func day(_ instant: Instant) -> String { String(instant.rfc3339(in: zone).prefix(10)) }
    var rows = Channel.allCases.compactMap { channel -> FieldRow? in
      guard let (state, since) = book.consent(of: id, on: channel) else { return nil }
      return FieldRow(
        name: channel.rawValue, label: channel.words(language),
        value: language.pick(
          zh: "\(state.words(.zh))（\(day(since)) 起）", en: "\(state.words(.en)) since \(day(since))")
      )
    }
    for item in try store.suppressions(of: id) where item.isInForce(at: asOf) {
      let until =
        item.until.map { language.pick(zh: "至 \(day($0))", en: " until \(day($0))") } ?? ""
      rows.append(
        FieldRow(
          name: "suppressed:\(item.scope)", label: language.pick(zh: "免打扰", en: "suppressed"),
          value: "\(item.scope) "
            + language.pick(zh: "\(day(item.from)) 起", en: "since \(day(item.from))") + until
            + (item.reason.map { " \($0)" } ?? "")))
    }
    return rows
  }

  private func ownTouchRows(of id: User.ID, _ language: Language) throws -> [TouchRow] {
    let receipts = Dictionary(grouping: try store.ownReceipts(of: id), by: \.touchID.text)
    let names = Dictionary(
      try operators().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return try store.messages(to: id).map { message, batch in
      let approvals = try store.batch(batch.id)?.approvals ?? []
      return TouchRow(
        at: message.intendedAt ?? message.settledAt ?? batch.submittedAt ?? batch.createdAt,
        batchID: batch.id.text, channel: message.channel, template: batch.template.text,
        outcome: message.state.rawValue, outcomeLabel: message.state.words(language),
        text: message.text.isEmpty ? nil : message.text,
        reason: message.reason.map { SkipReason(rawValue: $0)?.words(language) ?? $0 },
        approvers: approvals.filter { !$0.isVoid && $0.version == batch.version }.map {
          names[$0.operatorID] ?? $0.operatorID.text
        },
        receipts: (receipts[message.key] ?? []).map { ReceiptRow($0, language) })
    }
  }

  private func importedTouchRows(
    of id: User.ID, asOf: Instant, _ language: Language
  ) throws -> [TouchRow] {
    let receipts = Dictionary(grouping: try store.importedReceipts(of: id), by: \.touchID)
    let touches = try store.history(of: id)?.touches ?? []
    return touches.filter { $0.sentAt <= asOf }.map { touch in
      let state: RecipientState =
        switch touch.status {
        case .sent: .sent
        case .failed: .failed
        case .unknown: .unknown
        }
      return TouchRow(
        at: touch.sentAt, batchID: touch.batchID, channel: touch.channel,
        template: touch.templateID ?? "", outcome: state.rawValue,
        outcomeLabel: state.words(language), text: nil, reason: nil, approvers: [],
        receipts: (receipts[touch.id] ?? []).filter { $0.at <= asOf }.map {
          ReceiptRow($0, language)
        })
    }
  }
}

extension ReceiptRow {
  init(_ receipt: Receipt, _ language: Language) {
    self.init(at: receipt.at, kind: receipt.kind.rawValue, label: receipt.kind.words(language))
  }
}
