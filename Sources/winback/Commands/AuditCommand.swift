import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback audit`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: Said.words(zh: "审计记录", en: "The audit trail."),
    subcommands: [List.self, Verify.self])

  /// `winback audit list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出审计记录", en: "List the audit entries."))
    @Option(
      help: ArgumentHelp(
        Said.words(zh: "只列此对象，如 batch/B-1", en: "Only this object, such as batch/B-1.")))
    var object: String?
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var seq: Int64
      var ts: Instant
      var actor: String
      var action: String
      var object: String
      var detail: String
      var hash: String
    }

    func run() throws {
      let session = try options.session()
      let rows = try session.auditEntries(of: object).map { entry in
        Row(
          seq: entry.seq, ts: entry.at, actor: entry.actor, action: entry.action,
          object: entry.object, detail: entry.detail.string, hash: entry.hash)
      }
      if options.json { return try MachineOutput.print(rows) }
      var table = TextTable([
        ("#", .right), (Said.words(zh: "时间", en: "time"), .left),
        (Said.words(zh: "操作员", en: "actor"), .left), (Said.words(zh: "动作", en: "action"), .left),
        (Said.words(zh: "对象", en: "object"), .left), (Said.words(zh: "详情", en: "detail"), .left),
      ])
      for row in rows {
        table.add([
          String(row.seq), row.ts.rfc3339(in: session.settings.zone), row.actor, row.action,
          row.object, row.detail,
        ])
      }
      print(table.text)
    }
  }

  /// `winback audit verify`
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "校验审计链是否完整", en: "Verify that the audit chain is whole."))
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      var ok: Bool
      var entries: Int64
      var firstBadSeq: Int64?
      var why: String?

      enum CodingKeys: String, CodingKey {
        case ok, entries, why
        case firstBadSeq = "first_bad_seq"
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ok, forKey: .ok)
        try container.encode(entries, forKey: .entries)
        try container.encode(firstBadSeq, forKey: .firstBadSeq)
        try container.encode(why, forKey: .why)
      }
    }

    func run() throws {
      let result = try options.session().verifyAudit()
      if options.json {
        try MachineOutput.print(
          Document(
            ok: result.isIntact, entries: result.entries, firstBadSeq: result.firstBadSeq,
            why: result.fault?.rawValue))
      } else if let fault = result.fault {
        let place = result.firstBadSeq.map { " #\($0)" } ?? ""
        print(
          Said.words(
            zh: "审计链已损坏\(place)：\(fault.rawValue)；请保留现场并从备份核对",
            en: "the audit chain is broken\(place): \(fault.rawValue); "
              + "keep the files as they are and compare with a backup"))
      } else {
        print(
          Said.words(
            zh: "审计链完整，共 \(result.entries) 条",
            en: "the audit chain is whole, \(result.entries) entries"))
      }
      if !result.isIntact { throw ExitCode.failure }
    }
  }
}
