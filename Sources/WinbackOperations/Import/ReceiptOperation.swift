public import WinbackCore
import WinbackStore

/// Taking in what providers report of messages that we sent: `winback receipts import`.
///
/// The touch id of a receipt is the key that the gateway got with the message.
public struct ReceiptOperation: Sendable {
  public var input: ImportOperation.Input
  public var rejectLimit: RejectLimit

  /// - Parameter path: A CSV file with the columns of receipts; `-` stands for standard input.
  public init(path: String, rejectLimit: RejectLimit = .standard) {
    self.init(input: .file(path, kind: .receipts), rejectLimit: rejectLimit)
  }

  public init(input: ImportOperation.Input, rejectLimit: RejectLimit = .standard) {
    self.input = input
    self.rejectLimit = rejectLimit
  }

  /// What became of the file and of the messages it speaks of.
  public struct Report: Hashable, Sendable {
    public var file: ImportFileReport
    public var isStored: Bool
    /// Receipts of messages that we do not know, kept aside.
    public var aside: Int
    /// The keys of messages whose receipts contradict each other or what we did.
    public var contradicted: [String]
    /// New suppressions of people who unsubscribed or complained.
    public var suppressed: Int
    public var rejectLimit: RejectLimit
  }

  /// Stores all receipts of the file or, when too many rows are rejected, none.
  ///
  /// - Throws: ``ImportError``, ``StoreError``, ``IdentityError``.
  public func run(in session: Session) throws -> Report {
    try session.requireWritable()
    let actor = try session.actor(anyOf: [.sender, .author, .approver, .admin])
    let now = session.clock.now()
    let (receipts, lines, read) = try rows(
      ImportRules(now: now, currency: session.settings.currency, rejectLimit: rejectLimit))
    var file = read
    guard file.error == nil else {
      return Report(
        file: file, isStored: false, aside: 0, contradicted: [], suppressed: 0,
        rejectLimit: rejectLimit)
    }
    func complete(_ found: ReceiptReport) -> ImportFileReport {
      var whole = read
      whole.note(inserted: found.inserted + found.aside, same: found.same)
      whole.note(
        found.differing.map {
          ImportReject(line: lines[$0], code: .conflict, column: "receipt_id")
        })
      return whole
    }
    let found = try session.store.record(receipts, at: now, actor: actor.person.id.text) {
      !complete($0).isRefused(by: rejectLimit)
    }
    file = complete(found)
    let isStored = !file.isRefused(by: rejectLimit)
    return Report(
      file: file, isStored: isStored, aside: found.aside, contradicted: found.contradicted,
      suppressed: found.suppressed, rejectLimit: rejectLimit)
  }

  /// The good rows with the line on which each starts, and what was wrong with the others.
  private func rows(
    _ rules: ImportRules
  ) throws -> (receipts: [Receipt], lines: [Int], file: ImportFileReport) {
    let source = try input.source()
    var file = ImportFileReport(kind: .receipts, file: source.name)
    var parser = try ImportParser(.receipts, rules: rules) { try source.read($0) }
    file.note(parser.header)
    var receipts: [Receipt] = []
    var lines: [Int] = []
    guard file.error == nil else { return (receipts, lines, file) }
    let width = ImportKind.receipts.width
    let kinds = Receipt.Kind.allCases
    while let batch = try parser.nextBatch(limit: 32_768) {
      for row in 0..<batch.count {
        let cells = batch.cells[(row * width)..<((row + 1) * width)]
        func cell(_ name: String) -> ImportCell {
          cells[row * width + ImportKind.receipts.place(name)]
        }
        // The parser lets no row through whose required columns are not of their form.
        guard let id = batch.string(cell("receipt_id")), let touch = batch.string(cell("touch_id")),
          let at = cell("ts").number, case .choice(let kind) = cell("type")
        else { continue }
        receipts.append(
          Receipt(
            id: .init(id), touchID: .init(touch), at: Instant(seconds: at), kind: kinds[Int(kind)],
            detail: batch.string(cell("detail"))))
        lines.append(batch.lines[row])
      }
      file.note(batch.rejects)
      file.note(batch.warnings.map(\.warning))
    }
    return (receipts, lines, file)
  }
}

extension ReceiptOperation.Report: Encodable {
  private enum CodingKeys: String, CodingKey {
    case file, aside, contradicted, suppressed
    case isStored = "stored"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(isStored, forKey: .isStored)
    try container.encode(aside, forKey: .aside)
    try container.encode(contradicted, forKey: .contradicted)
    try container.encode(suppressed, forKey: .suppressed)
  }
}

extension ReceiptOperation.Report: Worded {
  public func words(_ language: Language) -> String {
    var lines = [
      ImportReport(files: [file], isStored: isStored, rejectLimit: rejectLimit).words(language)
    ]
    guard isStored else { return lines[0] }
    if aside > 0 {
      lines.append(
        language.pick(
          zh: "\(Count.grouped(aside)) 条不属于我们发出的消息，另行保存；请核对 touch_id",
          en: "\(Count.grouped(aside)) name no message of ours and are kept aside; check touch_id"))
    }
    if !contradicted.isEmpty {
      lines.append(
        language.pick(
          zh: "\(Count.grouped(contradicted.count)) 条消息的回执互相矛盾，已记入审计；查看：winback audit list",
          en: "receipts of \(Count.grouped(contradicted.count)) messages contradict each other and "
            + "are noted in the audit trail: winback audit list"))
    }
    if suppressed > 0 {
      lines.append(
        language.pick(
          zh: "退订或投诉的 \(Count.grouped(suppressed)) 人已加入免打扰",
          en: "\(Count.grouped(suppressed)) people who unsubscribed or complained are suppressed"))
    }
    return lines.joined(separator: "\n")
  }
}
