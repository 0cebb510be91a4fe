public import WinbackCore
import WinbackStore

/// How a batch differs from the one of the same strategy before it.
public struct BatchDifference: Sendable, Equatable {
  public var batch: Batch.ID
  /// nil when there was none; everything else is then empty.
  public var earlier: Batch.ID?
  /// One line for each thing that differs: machine name, label, `before → now`.
  public var changes: [FieldRow] = []
  /// People who get a message now and got none then, and the other way round.
  public var joined = 0
  public var left = 0
  public var stayed = 0
}

extension Session {
  /// Compares a batch with the last one of its strategy that was submitted before it.
  ///
  /// - Throws: ``LookupError``, ``BatchError`` when one of the two is not what was frozen.
  public func batchDifference(_ id: Batch.ID, _ language: Language) throws -> BatchDifference {
    let (batch, _) = try storedBatch(id)
    let before = batch.submittedAt ?? clock.now()
    let earlier = try store.batches().first {
      $0.id != id && $0.strategy == batch.strategy && $0.frozen != nil
        && ($0.submittedAt.map { $0 <= before } ?? false)
    }
    guard let earlier else { return BatchDifference(batch: id) }
    var difference = BatchDifference(batch: id, earlier: earlier.id)
    let old = try outline(of: earlier)
    let new = try outline(of: batch)
    for (name, label) in Self.compared {
      let values = (old[name] ?? "—", new[name] ?? "—")
      guard values.0 != values.1 else { continue }
      difference.changes.append(
        FieldRow(
          name: name, label: label.words(language), value: "\(values.0) → \(values.1)"))
    }
    guard batch.frozen != nil else { return difference }
    var users: Set<User.ID> = []
    try store.forEachRecipient(of: earlier.id) { if !$0.isControl { users.insert($0.user) } }
    let total = users.count
    try store.forEachRecipient(of: id) { message in
      guard !message.isControl else { return }
      if users.contains(message.user) {
        difference.stayed += 1
      } else {
        difference.joined += 1
      }
    }
    difference.left = total - difference.stayed
    return difference
  }

  private static let compared: [(String, Wording)] = [
    ("recipients", Wording(zh: "人数", en: "recipients")),
    ("control", Wording(zh: "对照组", en: "control group")),
    ("segment_size", Wording(zh: "分群人数", en: "members of the segment")),
    ("segment", Wording(zh: "分群定义", en: "definition of the segment")),
    ("body", Wording(zh: "文案", en: "copy")),
    ("channel", Wording(zh: "渠道", en: "channel")),
    ("cost", Wording(zh: "费用", en: "cost")),
    ("gateway", Wording(zh: "网关", en: "gateway")),
    ("risk", Wording(zh: "风险", en: "risk")),
  ]

  private func outline(of batch: Batch) throws -> [String: String] {
    var outline = [
      "recipients": Count.grouped(batch.recipients), "control": Count.grouped(batch.controlSize),
      "segment_size": Count.grouped(batch.segmentSize), "channel": batch.channel.rawValue,
      "cost": "\(batch.cost)", "risk": batch.risk.name,
    ]
    if batch.frozen != nil {
      let frozen = try FrozenBatch(batch, in: store)
      outline["gateway"] = frozen.policy.gateway
      outline["body"] = frozen.template["body"]?.asText
      outline["segment"] = Self.short(
        batch.segment, frozen.flow["segment"]?["definition"]?.asText ?? "")
    } else {
      let playbook = playbook()
      outline["gateway"] = settings.channels[batch.channel]?.gateway
      outline["body"] = playbook.template(batch.template)?.body
      outline["segment"] = Self.short(
        batch.segment, playbook.catalogue.definitionHash(of: batch.segment) ?? "")
    }
    return outline
  }

  private static func short(_ name: String, _ hash: String) -> String {
    "\(name) #\(hash.prefix(8))"
  }
}
