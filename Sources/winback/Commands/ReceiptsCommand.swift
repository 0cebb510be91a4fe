import ArgumentParser
import WinbackCore
import WinbackOperations

/// `winback receipts`
struct ReceiptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipts",
    abstract: Said.words(zh: "服务商回执", en: "What providers report of sent messages."),
    subcommands: [Import.self])

  /// `winback receipts import`
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(
        zh: "导入我们所发消息的回执，可重复执行", en: "Import receipts of messages we sent, repeatable."),
      discussion: Said.words(
        zh: "带表头的 CSV：receipt_id, touch_id, ts, type, detail；touch_id 是发件箱里的 key；- 表示标准输入",
        en: "CSV with a header: receipt_id, touch_id, ts, type, detail; touch_id is the key in the "
          + "outbox; - is standard input."))

    @Argument(help: ArgumentHelp(Said.words(zh: "文件", en: "The file."))) var file: String
    @Option(
      help: ArgumentHelp(
        Said.words(
          zh: "拒绝行的上限，默认 1%；100% 为不限", en: "Most rejected rows, 1% by default; 100% is off."),
        valueName: "p"))
    var rejectLimit: String?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if let rejectLimit, RejectLimit(rejectLimit) == nil {
        throw ValidationError(
          Said.words(
            zh: "--reject-limit 应为百分比，如 1%，现在是 \(rejectLimit)",
            en: "--reject-limit is a percentage such as 1%, not \(rejectLimit)"))
      }
    }

    func run() throws {
      let session = try options.session()
      let limit = rejectLimit.flatMap { RejectLimit($0) } ?? .standard
      let report = try ReceiptOperation(path: file, rejectLimit: limit).run(in: session)
      if options.json {
        try MachineOutput.print(report)
      } else {
        print(report.words(Said.language))
      }
      if !report.isStored { throw ExitCode.failure }
    }
  }
}
