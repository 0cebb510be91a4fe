import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback import`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: Said.words(zh: "导入文件：全部成功才入库，可重复执行", en: "Import files: all or nothing, repeatable."),
    discussion: Said.words(
      zh: "文件为带表头的 UTF-8 CSV；- 表示标准输入，例如 zcat orders.csv.gz | winback import --orders -",
      en:
        "UTF-8 CSV with a header; - is standard input: zcat orders.csv.gz | winback import --orders -"
    ))

  @Option(help: ArgumentHelp(Said.words(zh: "用户", en: "Users."), valueName: "f"))
  var users: String?
  @Option(help: ArgumentHelp(Said.words(zh: "订单", en: "Orders."), valueName: "f"))
  var orders: String?
  @Option(help: ArgumentHelp(Said.words(zh: "行为事件", en: "Events."), valueName: "f"))
  var events: String?
  @Option(help: ArgumentHelp(Said.words(zh: "授权", en: "Consents."), valueName: "f"))
  var consents: String?
  @Option(help: ArgumentHelp(Said.words(zh: "免打扰", en: "Suppressions."), valueName: "f"))
  var suppressions: String?
  @Option(help: ArgumentHelp(Said.words(zh: "触达记录", en: "Touches."), valueName: "f"))
  var touches: String?
  @Option(help: ArgumentHelp(Said.words(zh: "回执", en: "Receipts."), valueName: "f"))
  var receipts: String?
  @Option(help: ArgumentHelp(Said.words(zh: "实验分组", en: "Assignments."), valueName: "f"))
  var assignments: String?
  @Option(help: ArgumentHelp(Said.words(zh: "外呼号码", en: "Outbound numbers."), valueName: "f"))
  var numbers: String?

  @Option(
    help: ArgumentHelp(
      Said.words(
        zh: "拒绝行的上限，默认 1%；100% 为不限", en: "Most rejected rows, 1% by default; 100% is off."),
      valueName: "p"))
  var rejectLimit: String?

  @Option(
    help: ArgumentHelp(
      Said.words(zh: "把被拒的行写入此文件", en: "Write the rejected rows here."), valueName: "csv"))
  var rejects: String?

  @Flag(help: ArgumentHelp(Said.words(zh: "只检查，不入库", en: "Check only.")))
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  private var given: [(ImportKind, String)] {
    [
      (ImportKind.users, users), (.orders, orders), (.events, events), (.consents, consents),
      (.suppressions, suppressions), (.touches, touches), (.receipts, receipts),
      (.assignments, assignments), (.numbers, numbers),
    ].compactMap { kind, path in path.map { (kind, $0) } }
  }

  func validate() throws {
    guard !given.isEmpty else {
      throw ValidationError(
        Said.words(
          zh: "请至少给一个文件，如 --users users.csv",
          en: "name at least one file, such as --users users.csv"))
    }
    if let rejectLimit, RejectLimit(rejectLimit) == nil {
      throw ValidationError(
        Said.words(
          zh: "--reject-limit 应为百分比，如 1%，现在是 \(rejectLimit)",
          en: "--reject-limit is a percentage such as 1%, not \(rejectLimit)"))
    }
  }

  func run() throws {
    let session = try options.session()
    let operation = ImportOperation(
      inputs: given.map { .file($1, kind: $0) },
      rejectLimit: rejectLimit.flatMap { RejectLimit($0) } ?? .standard, isDryRun: dryRun,
      rejectsFile: rejects.map { URL(fileURLWithPath: $0) })
    let bar = ProgressLine()
    let report = try operation.run(in: session, now: options.instant(session)) { progress in
      bar.show(progress)
    }
    bar.clear()
    if options.json {
      try MachineOutput.print(report)
    } else {
      print(report.words(Said.language))
    }
    if !report.isStored && !dryRun { throw ExitCode.failure }
  }
}

/// One line on the terminal that moves along with an import; nothing where there is no terminal.
final class ProgressLine {
  private let isShown = isatty(2) == 1
  private let start = ContinuousClock.now
  private var lastShown = ContinuousClock.now - .seconds(1)

  /// Draws rows, rows a second and the time left, at most ten times a second.
  func show(_ progress: ImportProgress) {
    guard isShown, ContinuousClock.now - lastShown > .milliseconds(100) else { return }
    lastShown = .now
    let seconds = max(0.001, Self.seconds(ContinuousClock.now - start))
    var line =
      "\(progress.kind.rawValue)  " + Count.grouped(progress.rows)
      + Said.words(zh: " 行  ", en: " rows  ")
      + Count.grouped(Int(Double(progress.rows) / seconds)) + "/s"
    if let total = progress.totalBytes, total > 0, progress.bytes > 0 {
      let share = min(1, Double(progress.bytes) / Double(total))
      let left = Int(seconds / share - seconds)
      let filled = Int(share * 20)
      line +=
        "  [" + String(repeating: "#", count: filled)
        + String(repeating: "-", count: 20 - filled) + "] \(Int(share * 100))%  "
        + Said.words(zh: "剩 \(left) 秒", en: "\(left) s left")
    }
    FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8))
  }

  /// Removes the line, before the result is printed.
  func clear() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }

  private static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
