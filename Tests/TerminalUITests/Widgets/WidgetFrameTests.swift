import TerminalUI
import Testing
import WinbackTestSupport

struct WidgetFrameTests {
  private static let names = ["沉默90天", "沉默60天", "沉默30天", "沉默30天高价值用户", "new users 14d"]

  private func table(_ glyphs: Glyphs, hasFocus: Bool = true) -> Table {
    Table(
      columns: [
        Table.Column("名称", width: .flexible(minimum: 8, weight: 1)),
        Table.Column("人数", width: .fixed(9), alignment: .right, sort: .descending),
        Table.Column("24h", width: .fixed(7), alignment: .right, priority: 2),
        Table.Column("状态", width: .fixed(6), priority: 1),
      ], glyphs: glyphs, hasFocus: hasFocus)
  }

  private func row(_ index: Int) -> Table.Row {
    Table.Row(
      [
        Table.Cell(Self.names[index % 5]), Table.Cell("\(402_118 - index * 1_000)"), "+\(index)",
        Table.Cell("正常", role: "state.approved"),
      ], isMarked: index % 3 == 1)
  }

  @Test(arguments: [(50, "table-50"), (32, "table-32"), (18, "table-18")])
  func `draws a table and leaves out columns where it is narrow`(
    width: Int, name: String
  ) throws {
    var frame = Frame(size: Size(columns: width, rows: 6))
    var scrolling = Scrolling(cursor: 7, top: 0)
    scrolling.settle(count: 9, height: Table.capacity(of: frame.bounds))
    table(.plain).draw(
      in: &frame, rect: frame.bounds, count: 9, scrolling: scrolling, row: row)
    try checkFrame(frame, name)
  }

  @Test
  func `asks for visible rows only`() {
    var frame = Frame(size: Size(columns: 40, rows: 11))
    var asked: [Int] = []
    table(.plain, hasFocus: false).draw(
      in: &frame, rect: frame.bounds, count: 100_000,
      scrolling: Scrolling(cursor: 50_003, top: 50_000)
    ) { index in
      asked.append(index)
      return row(index)
    }
    #expect(asked == Array(50_000..<50_010))
    #expect(frame[0, 4].role == "row.cursor.blur")
    #expect(
      Table.row(
        at: 4, in: frame.bounds, scrolling: Scrolling(cursor: 0, top: 50_000), count: 100_000)
        == 50_003)
    #expect(Table.row(at: 0, in: frame.bounds, scrolling: Scrolling(), count: 9) == nil)
  }

  @Test(arguments: [
    (0, 0, 5, 0, 0), (9, 0, 5, 9, 5), (3, 6, 5, 3, 3), (99, 99, 5, 9, 5), (-4, 3, 5, 0, 0),
    (2, 4, 50, 2, 0), (4, 0, 0, 4, 4),
  ])
  func `keeps the cursor among the rows and on the screen`(
    cursor: Int, top: Int, height: Int, settledCursor: Int, settledTop: Int
  ) {
    var scrolling = Scrolling(cursor: cursor, top: top)
    scrolling.settle(count: 10, height: height)
    #expect(scrolling == Scrolling(cursor: settledCursor, top: settledTop))
  }

  @Test(arguments: [("blocks", Glyphs.blocks), ("plain", .plain), ("ascii", .ascii)])
  func `draws charts with blocks, neutral signs or ASCII`(name: String, glyphs: Glyphs) throws {
    var frame = Frame(size: Size(columns: 48, rows: 13))
    BarChart(
      [
        BarChart.Item("短信", value: 8120, text: "8,120"),
        BarChart.Item("推送通知", value: 4360, text: "4,360"),
        BarChart.Item("Email", value: 1, text: "1"),
        BarChart.Item("电话", value: 0, text: "0", role: "progress"),
      ], glyphs: glyphs
    ).draw(in: &frame, rect: Rect(x: 0, y: 0, width: 30, height: 4))
    Histogram([0, 1, 4, 9, 16, 25, 12, 3], glyphs: glyphs, highlighted: [5: "match"])
      .draw(in: &frame, rect: Rect(x: 31, y: 0, width: 17, height: 4))
    ProgressBar.draw(0.64, in: &frame, x: 0, y: 5, width: 30, glyphs: glyphs)
    ProgressBar.draw(0.999, in: &frame, x: 31, y: 5, width: 17, glyphs: glyphs)
    frame.put(
      Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7, 8], columns: 8, glyphs: glyphs), x: 0, y: 6,
      role: "number")
    var heat = HeatMap(
      columnTitles: ["低", "中", "高"], rowTitles: ["沉默", "流失"],
      cells: [
        [
          HeatMap.Cell("0", value: 0), HeatMap.Cell("12", value: 12),
          HeatMap.Cell("480", value: 480),
        ],
        [
          HeatMap.Cell("-", value: nil), HeatMap.Cell("200", value: 200),
          HeatMap.Cell("9", value: 9),
        ],
      ])
    heat.cursor = (1, 1)
    heat.draw(in: &frame, rect: Rect(x: 0, y: 7, width: 30, height: 3))
    frame.rule("待我处理", x: 0, y: 11, width: 48, glyphs: glyphs)
    frame.put([("沉默30天", "id"), (" 12,480 人", "number")], x: 0, y: 12, width: 14)
    try checkFrame(frame, "charts-\(name)")
  }

  @Test(arguments: [0, 1])
  func `draws a dialog whose focus shows without colour`(focus: Int) throws {
    var frame = Frame(size: Size(columns: 50, rows: 9))
    for y in 0..<9 { frame.put(String(repeating: "召回", count: 13), x: 0, y: y, role: "row") }
    let rect = DialogBox.rect(columns: 33, rows: 2, hasButtons: true, in: frame.bounds)
    let dialog = DialogBox(
      title: "批准发送 B-1187",
      buttons: [
        DialogBox.Button("取消 Esc"), DialogBox.Button("批准", kind: .danger, isEnabled: focus == 1),
      ], focus: focus, glyphs: .plain, isDangerous: true)
    let inside = dialog.draw(in: &frame, rect: rect)
    frame.put("将向 12,480 人发送短信。", x: inside.x, y: inside.y, role: "dialog", width: inside.width)
    #expect(inside.height == 2)
    #expect(dialog.button(at: rect.x + rect.width / 2 - 6, in: rect) == 0)
    #expect(dialog.button(at: rect.x, in: rect) == nil)
    try checkFrame(frame, "dialog-\(focus)")
  }
}
