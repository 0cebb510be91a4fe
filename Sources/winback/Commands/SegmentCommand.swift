import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback segment`
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: Said.words(zh: "用户分群", en: "Segments of users."),
    subcommands: [List.self, Show.self, CountUsers.self, Members.self, OverlapTable.self])

  /// `winback segment list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出分群和人数", en: "List the segments and their sizes."))
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var name: String
      var title: String
      var predicate: String
      var builtIn: Bool
      var count: Int?
      var of: Int
      var definitionHash: String?
      var fault: String?

      enum CodingKeys: String, CodingKey {
        case name, title, predicate, count, of, fault
        case builtIn = "built_in"
        case definitionHash = "definition_hash"
      }
    }

    func run() throws {
      let session = try options.session()
      let segments = try session.browser(
        asOf: options.instant(session), language: Said.language
      ).summaries()
      if options.json {
        try MachineOutput.print(
          segments.map {
            Row(
              name: $0.name, title: $0.title, predicate: $0.predicate, builtIn: $0.isBuiltIn,
              count: $0.count, of: $0.of, definitionHash: $0.definitionHash, fault: $0.fault)
          })
        return
      }
      var table = TextTable([
        (Said.words(zh: "名称", en: "name"), .left), (Said.words(zh: "标题", en: "title"), .left),
        (Said.words(zh: "人数", en: "users"), .right), (Said.words(zh: "占比", en: "share"), .right),
        (Said.words(zh: "条件", en: "condition"), .left),
      ])
      for segment in segments {
        table.add([
          segment.name, segment.title, segment.count.map { Count.grouped($0) } ?? "—",
          segment.count.map { Percent($0, of: segment.of).shown } ?? "—",
          segment.fault ?? segment.predicate,
        ])
      }
      print(table.text)
    }
  }

  /// `winback segment show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "一个分群的构成", en: "What one segment is made of."))
    @Argument(help: ArgumentHelp(Said.words(zh: "分群名", en: "The segment."))) var name: String
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      var name: String
      var predicate: String
      var count: Int?
      var of: Int
      var stages: [NamedCount]
      var cells: [NamedCount]
      var tiers: [NamedCount]
      var lapse: [NamedCount]
      var reachable: [NamedCount]
      var rfm: [[Int]]
    }

    func run() throws {
      let session = try options.session()
      let detail = try session.segmentDetail(
        name, asOf: options.instant(session), language: Said.language)
      if options.json {
        return try MachineOutput.print(
          Document(
            name: detail.summary.name, predicate: detail.summary.predicate,
            count: detail.summary.count, of: detail.summary.of, stages: detail.stages,
            cells: detail.cells, tiers: detail.tiers, lapse: detail.lapse,
            reachable: detail.reachable, rfm: detail.rfm))
      }
      print("\(detail.summary.title)  \(detail.summary.predicate)")
      if let fault = detail.summary.fault { return print(fault) }
      print(
        Said.words(zh: "人数 ", en: "users ") + Count.grouped(detail.summary.count ?? 0) + " / "
          + Count.grouped(detail.summary.of))
      for (title, counts) in [
        (Said.words(zh: "阶段", en: "stage"), detail.stages),
        (Said.words(zh: "RFM 八类", en: "RFM cell"), detail.cells),
        (Said.words(zh: "价值", en: "tier"), detail.tiers),
        (Said.words(zh: "沉默天数", en: "days since key action"), detail.lapse),
        (Said.words(zh: "可触达", en: "reachable"), detail.reachable),
      ] {
        var table = TextTable([(title, .left), (Said.words(zh: "人数", en: "users"), .right)])
        for count in counts { table.add([count.label, Count.grouped(count.count)]) }
        print("\n" + table.text)
      }
    }
  }

  /// `winback segment count`
  struct CountUsers: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "count", abstract: Said.words(zh: "计数", en: "Count users."))
    @Argument(help: ArgumentHelp(Said.words(zh: "分群名", en: "The segment."))) var name: String?
    @Option(
      name: .customLong("where"),
      help: ArgumentHelp(Said.words(zh: "条件", en: "A condition instead."), valueName: "expr"))
    var condition: String?
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      var count: Int
      var of: Int
      var asOf: Instant
      var definitionHash: String

      enum CodingKeys: String, CodingKey {
        case count, of
        case asOf = "as_of"
        case definitionHash = "definition_hash"
      }
    }

    func validate() throws {
      guard (name == nil) != (condition == nil) else {
        throw ValidationError(
          Said.words(
            zh: "请给出一个分群名，或 --where 条件（二选一）", en: "name a segment or give --where, one of the two"))
      }
    }

    func run() throws {
      let session = try options.session()
      let instant = options.instant(session)
      let browser = try session.browser(asOf: instant, language: Said.language)
      let count = try session.rows(
        segment: name, where: condition, asOf: instant, language: Said.language
      ).count
      let hash =
        try name.flatMap { browser.catalogue.definitionHash(of: $0) }
        ?? browser.catalogue.definitionHash(of: browser.catalogue.check(condition ?? ""))
      if options.json {
        try MachineOutput.print(
          Document(count: count, of: browser.columns.rowCount, asOf: instant, definitionHash: hash))
      } else {
        print("\(Count.grouped(count)) / \(Count.grouped(browser.columns.rowCount))")
      }
    }
  }

  /// `winback segment members`
  struct Members: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出成员的 id", en: "List the ids of the members."))
    @Argument(help: ArgumentHelp(Said.words(zh: "分群名", en: "The segment."))) var name: String
    @Option(help: ArgumentHelp(Said.words(zh: "最多行数", en: "At most so many."))) var limit: Int?
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try options.session()
      let instant = options.instant(session)
      let browser = try session.browser(asOf: instant, language: Said.language)
      let rows = try session.rows(segment: name, asOf: instant, language: Said.language)
      let ids = rows.members.lazy.map { browser.columns.userID($0).text }.prefix(limit ?? .max)
      if options.json {
        try MachineOutput.print(Array(ids))
      } else {
        for id in ids { print(TextTable.safe(id)) }
      }
    }
  }

  /// `winback segment overlap`
  struct OverlapTable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "overlap", abstract: Said.words(zh: "分群两两重合", en: "How segments overlap."))
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var left: String
      var right: String
      var a: Int
      var b: Int
      var both: Int
      var jaccard: Double?
    }

    func run() throws {
      let session = try options.session()
      let matrix = try session.browser(
        asOf: options.instant(session), language: Said.language
      ).overlapMatrix()
      var rows: [Row] = []
      var table = TextTable([
        ("A", .left), ("B", .left), ("|A|", .right), ("|B|", .right), ("|A∩B|", .right),
        ("Jaccard", .right),
      ])
      for (row, left) in matrix.names.enumerated() {
        for (column, right) in matrix.names.enumerated() where row < column {
          let cell = matrix[row, column]
          rows.append(
            Row(
              left: left, right: right, a: cell.a, b: cell.b, both: cell.both, jaccard: cell.jaccard
            ))
          guard cell.both > 0 else { continue }
          table.add([
            left, right, Count.grouped(cell.a), Count.grouped(cell.b), Count.grouped(cell.both),
            cell.share.shown,
          ])
        }
      }
      if options.json { try MachineOutput.print(rows) } else { print(table.text) }
    }
  }
}
