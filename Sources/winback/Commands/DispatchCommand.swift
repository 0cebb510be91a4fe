import ArgumentParser
import Foundation
import Synchronization
import WinbackCore
import WinbackOperations

/// `winback dispatch`
struct DispatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispatch",
    abstract: Said.words(zh: "发送已批准的批次", en: "Send approved batches."),
    discussion: Said.words(
      zh: "默认发完到期的批次就结束；--watch 持续运行。SIGTERM 和 Ctrl-C 在两组消息之间停下。",
      en: "Sends what is due and ends; --watch goes on. SIGTERM and Ctrl-C stop it between groups.")
  )

  @Flag(help: ArgumentHelp(Said.words(zh: "只做一轮（默认）", en: "One round (the default).")))
  var once = false

  @Flag(help: ArgumentHelp(Said.words(zh: "持续运行", en: "Go on until stopped.")))
  var watch = false

  @Option(help: ArgumentHelp(Said.words(zh: "只发这个批次", en: "Only this batch.")))
  var batch: String?

  @Option(
    help: ArgumentHelp(Said.words(zh: "每秒最多条数", en: "At most so many a second."), valueName: "n/s"))
  var rate: String?

  @OptionGroup var options: GlobalOptions

  private struct Row: Encodable {
    var batch: String
    var state: String?
    var sent = 0
    var failed = 0
    var unknown = 0
    var skipped = 0
    var waiting = 0
    var error: String?
  }

  func validate() throws {
    if once && watch {
      throw ValidationError(
        Said.words(zh: "--once 与 --watch 只能选一个", en: "--once and --watch exclude each other"))
    }
    if let rate, perSecond == nil {
      throw ValidationError(
        Said.words(
          zh: "--rate 应为正整数，如 50/s，现在是 \(rate)",
          en: "--rate is a positive number such as 50/s, not \(rate)"))
    }
  }

  private var perSecond: Int? {
    guard let rate else { return nil }
    let digits = rate.hasSuffix("/s") ? String(rate.dropLast(2)) : rate
    return Int(digits).flatMap { $0 > 0 ? $0 : nil }
  }

  func run() throws {
    let session = try options.session()
    StopSignal.listen()
    let report = try session.dispatch(
      batch: batch.map { Batch.ID($0) }, once: !watch, rate: perSecond,
      progress: { event in
        // On a terminal every step is worth a line; elsewhere only what changes something.
        if case .progress = event, isatty(2) == 0 { return }
        // One round ends with the report, which says the same.
        if case .finished = event, !watch { return }
        StandardError.write(event.words(Said.language))
      },
      shouldStop: { StopSignal.wasReceived })
    if options.json {
      try MachineOutput.print(
        report.runs.map {
          Row(
            batch: $0.batch.text, state: $0.state.rawValue, sent: $0.sent, failed: $0.failed,
            unknown: $0.unknown, skipped: $0.skipped, waiting: $0.waiting)
        }
          + report.problems.map {
            Row(
              batch: $0.batch.text,
              error: ($0.error as? any Worded)?.words(Said.language) ?? "\($0.error)")
          })
    } else {
      print(report.words(Said.language))
    }
    // A batch that paused itself needs somebody, as a refused one does.
    if !report.problems.isEmpty || report.runs.contains(where: { $0.pause != nil }) {
      throw ExitCode.failure
    }
  }
}

/// SIGTERM and SIGINT, remembered so that work can stop at a good place.
enum StopSignal {
  private static let received = Atomic<Bool>(false)

  static func listen() {
    for number in [SIGTERM, SIGINT, SIGHUP] {
      signal(number) { _ in StopSignal.received.store(true, ordering: .relaxed) }
    }
  }

  static var wasReceived: Bool { received.load(ordering: .relaxed) }
}
