import TerminalUI
import WinbackCore
import WinbackOperations

/// One segment: its rule, RFM grid, stages, tiers, lapse, reach and some of its users.
struct SegmentScreen: Screen {
  let kind = Place.Kind.segment

  let bindings = [
    Binding([.enter, .character("m")], "members", zh: "成员", en: "members", pinyin: "cy", hint: 10) {
      state, _ in
      guard let name = state.place.subject else { return [] }
      state.open(.members(.segment(name)))
      return []
    }
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    let name = place.subject ?? ""
    return state.segments.value?.first { $0.name == name }?.title ?? name
  }

  func needs(_ state: ConsoleState) -> [Request] {
    [.segments, .segment(state.place.subject ?? "")]
  }

  func lineCount(_ state: ConsoleState) -> Int { page(state).lines.count }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let detail = state.segment(state.place.subject ?? "")
    guard ListView.explained(detail, state, in: state.body, on: &frame) != nil else { return }
    page(state).draw(on: &frame, in: state.body, top: state.list.top)
  }

  private func page(_ state: ConsoleState) -> Page {
    let name = state.place.subject ?? ""
    return SegmentPage.make(
      name, summary: state.segment(name).value?.summary, state, width: state.body.width)
  }
}

/// The text of one segment, shared by its own screen and the pane beside the list.
enum SegmentPage {
  static func make(
    _ name: String, summary: SegmentSummary?, _ state: ConsoleState, width: Int
  ) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    page.heading(summary.map { "\($0.title)  \($0.name)" } ?? name)
    if let summary {
      page.field(state.say(zh: "规则", en: "Rule"), summary.predicate, labelWidth: 6)
      if let fault = summary.fault {
        page.text("✗ " + fault, role: "lint.error")
        return page
      }
    }
    switch state.segment(name) {
    case .loading: page.text(state.say(zh: "加载中...", en: "loading..."), role: "text.muted")
    case .failed(let phrase): page.text("✗ " + phrase.words(state.language), role: "toast.error")
    case .ready(let detail): add(detail, to: &page, state)
    }
    return page
  }

  private static func add(_ detail: SegmentDetail, to page: inout Page, _ state: ConsoleState) {
    let total = detail.summary.count ?? 0
    let hash = detail.summary.definitionHash.map { "  #" + $0.prefix(8) } ?? ""
    page.field(
      state.say(zh: "人数", en: "Users"),
      "\(Count.grouped(total)) / \(Count.grouped(detail.summary.of)) "
        + "(\(Percent(total, of: detail.summary.of).shown))", labelWidth: 6, role: "text.strong")
    page.field(
      state.say(zh: "快照", en: "As of"), state.dateTime(detail.asOf) + hash, labelWidth: 6)
    guard total > 0 else {
      page.text(
        state.say(zh: "现在没有用户符合这个规则", en: "no user matches this rule now"),
        role: "text.muted")
      return
    }
    addGrid(detail, to: &page, state)
    page.heading(state.say(zh: "可触达", en: "Reachable"))
    page.bars(detail.reachable, total: total)
    page.heading(state.say(zh: "生命周期", en: "Life cycle"))
    page.bars(detail.stages.filter { $0.count > 0 }, total: total)
    page.heading(state.say(zh: "价值层级", en: "Value tier"))
    page.bars(detail.tiers, total: total)
    page.heading(state.say(zh: "距上次关键行为 (天)", en: "Days since the last key action"))
    page.bars(detail.lapse, total: total)
    if !detail.cells.isEmpty {
      page.heading(state.say(zh: "RFM 人群", en: "RFM groups"))
      page.bars(detail.cells.filter { $0.count > 0 }, total: total)
    }
    page.heading(state.say(zh: "样例 (手机号已脱敏)", en: "Sample (phone numbers masked)"))
    for row in detail.sample { page.text(line(row, state)) }
  }

  /// The RFM grid: the number, and up to four signs for its share of the fullest cell.
  private static func addGrid(
    _ detail: SegmentDetail, to page: inout Page, _ state: ConsoleState
  ) {
    let unscored =
      detail.unscored > 0
      ? state.say(
        zh: "  未评分 \(Count.grouped(detail.unscored))",
        en: "  without score \(Count.grouped(detail.unscored))") : ""
    page.heading(
      state.say(zh: "RFM  行 R 最近  列 F 频次", en: "RFM  rows R recency  columns F frequency")
        + unscored)
    let cell = min(14, (page.width - 5) / 5)
    let full = max(1, detail.rfm.joined().max() ?? 0)
    var head: [Page.Piece] = [("     ", "column")]
    for frequency in 1...5 {
      head.append(("F\(frequency) ".padded(to: cell, alignedRight: true), "column"))
    }
    page.line(head)
    for recency in stride(from: 5, through: 1, by: -1) {
      var pieces: [Page.Piece] = [("  R\(recency) ", "column")]
      for frequency in 1...5 {
        let row = detail.rfm.indices.contains(recency - 1) ? detail.rfm[recency - 1] : []
        let count = row.indices.contains(frequency - 1) ? row[frequency - 1] : 0
        let level = level(count, of: full)
        let text = heat(count, level: level, width: cell)
        pieces.append((text, Role("heat.\(level)")))
      }
      page.line(pieces)
    }
  }

  /// A cell's number and, so that its heat does not rest on colour, up to four `#` or one sign.
  private static func heat(_ count: Int, level: Int, width: Int) -> String {
    if width >= 12 {
      let signs = String(repeating: "#", count: level).padded(to: 4)
      return Count.grouped(count).padded(to: width - 6, alignedRight: true) + " " + signs + " "
    }
    let signs = [" ", ".", ":", "+", "#"]
    return short(count).padded(to: width - 2, alignedRight: true) + signs[level] + " "
  }

  /// 0 for nobody, else 1 to 4 by quarters of the fullest cell.
  private static func level(_ count: Int, of full: Int) -> Int {
    count == 0 ? 0 : min(4, max(1, (count * 4 + full - 1) / full))
  }

  /// At most five columns: 12480 → `12.5k`.
  private static func short(_ count: Int) -> String {
    if count < 10_000 { return Count.grouped(count) }
    if count < 100_000 { return "\(count / 1000).\(count % 1000 / 100)k" }
    if count < 1_000_000 { return "\(count / 1000)k" }
    return "\(count / 1_000_000).\(count % 1_000_000 / 100_000)m"
  }

  private static func line(_ row: UserRow, _ state: ConsoleState) -> String {
    let days = row.rDays.map { state.say(zh: "\($0) 天前", en: "\($0) d ago") } ?? "-"
    return [
      row.id.text.padded(to: 10), row.name.padded(to: 8), row.phone.padded(to: 11),
      row.stageLabel.padded(to: 8), days.padded(to: 9, alignedRight: true),
      state.money(row.lifetimeValue).padded(to: 11, alignedRight: true),
    ].joined(separator: " ")
  }
}
