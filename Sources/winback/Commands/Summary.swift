import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback summary`
struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Said.words(
      zh: "用户总览：阶段、RFM、回访曲线、流失原因、分群",
      en: "How the users stand: stages, RFM, return curve, causes, segments."))

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try options.session()
    let instant = options.instant(session)
    let browser = try session.browser(asOf: instant, language: Said.language)
    if options.json {
      try MachineOutput.print(SummaryDocument(browser))
    } else {
      printTables(browser, instant, session)
    }
  }

  private func printTables(_ browser: SegmentBrowser, _ instant: Instant, _ session: Session) {
    let language = Said.language
    let summary = browser.population.summary
    print(
      Said.words(zh: "截至 ", en: "as of ") + instant.rfc3339(in: session.settings.zone)
        + "  " + Said.words(zh: "用户 ", en: "users ") + Count.grouped(summary.users))
    print("")
    var stages = TextTable([
      (Said.words(zh: "阶段", en: "stage"), .left), (Said.words(zh: "人数", en: "users"), .right),
      (Said.words(zh: "占比", en: "share"), .right),
    ])
    for stage in LifecycleStage.allCases {
      let count = summary.stages[stage] ?? 0
      guard count > 0 else { continue }
      stages.add([
        stage.words(language), Count.grouped(count), Percent(count, of: summary.users).shown,
      ])
    }
    print(stages.text + "\n")
    var cells = TextTable([
      (Said.words(zh: "RFM 八类", en: "RFM cell"), .left),
      (Said.words(zh: "人数", en: "users"), .right),
    ])
    for cell in RFMCell.allCases {
      if let count = summary.cells[cell] {
        cells.add([cell.words(language), Count.grouped(count)])
      }
    }
    print(cells.text + "\n")
    if let knee = summary.curve.knee {
      print(
        Said.words(
          zh: "回访曲线拐点 \(knee.n) 天：建议的流失天数",
          en: "knee of the return curve at \(knee.n) days: the proposed churn threshold")
          + (summary.curve.isKneeTooEarly
            ? Said.words(
              zh: "（偏早：届时仍有超过 10% 会自行回来）", en: " (early: over 10 % still return by themselves)")
            : "") + "\n")
    }
    var segments = TextTable([
      (Said.words(zh: "分群", en: "segment"), .left), (Said.words(zh: "人数", en: "users"), .right),
    ])
    for segment in browser.summaries() {
      segments.add([segment.title, segment.count.map { Count.grouped($0) } ?? "—"])
    }
    print(segments.text)
  }
}

/// The machine-readable summary: the counts of the population, and its segments.
///
/// `segments` holds the members' ids where there are at most 1,000 users, else their number.
private struct SummaryDocument: Encodable {
  private let browser: SegmentBrowser

  init(_ browser: SegmentBrowser) {
    self.browser = browser
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
  }

  private struct Overlap: Encodable {
    var a: Int
    var b: Int
    var both: Int
    var jaccard: Double?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(a, forKey: Key(stringValue: "a"))
      try container.encode(b, forKey: Key(stringValue: "b"))
      try container.encode(both, forKey: Key(stringValue: "both"))
      try container.encode(jaccard, forKey: Key(stringValue: "jaccard"))
    }
  }

  func encode(to encoder: any Encoder) throws {
    try browser.population.summary.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    var segments = container.nestedContainer(
      keyedBy: Key.self, forKey: Key(stringValue: "segments"))
    let showsMembers = browser.population.summary.users <= 1000
    for (name, rows) in browser.members {
      let key = Key(stringValue: name)
      if showsMembers {
        try segments.encode(browser.columns.userIDs(rows), forKey: key)
      } else {
        try segments.encode(rows.count, forKey: key)
      }
    }
    let matrix = browser.overlapMatrix()
    var overlaps: [String: Overlap] = [:]
    for (row, left) in matrix.names.enumerated() {
      for (column, right) in matrix.names.enumerated() where row != column {
        let cell = matrix[row, column]
        overlaps["\(left)/\(right)"] = Overlap(
          a: cell.a, b: cell.b, both: cell.both, jaccard: cell.jaccard)
      }
    }
    try container.encode(overlaps, forKey: Key(stringValue: "overlap"))
  }
}
