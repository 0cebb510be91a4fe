import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: Said.words(
      zh: "建立演示工作区并打开控制台", en: "Make a sample workspace and open the console on it."),
    discussion: Said.words(
      zh: "用户都是虚构的，消息只写入文件。目录里已有演示时直接打开。",
      en:
        "The users are made up and messages only go to a file. A demo that is there is opened as it is."
    ))

  @Argument(
    help: ArgumentHelp(
      Said.words(zh: "目录，默认 ./winback-demo", en: "The folder, ./winback-demo by default.")))
  var folder = "winback-demo"

  @Option(help: ArgumentHelp(Said.words(zh: "用户数", en: "How many users."))) var users = 20_000

  @Option(help: ArgumentHelp(Said.words(zh: "随机种子", en: "The seed."))) var seed: UInt64 = 1

  @Flag(help: ArgumentHelp(Said.words(zh: "不打开控制台", en: "Do not open the console.")))
  var noConsole = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...5_000_000).contains(users) else {
      throw ValidationError(
        Said.words(
          zh: "--users 应在 1 到 5,000,000 之间", en: "--users is from 1 to 5,000,000"))
    }
  }

  func run() throws {
    if !noConsole { ConsoleLauncher.turnOffInteractiveBacktraces() }
    let environment = ProcessInfo.processInfo.environment
    let made = try DemoMaker.make(
      folder: URL(fileURLWithPath: folder), users: users, seed: seed,
      asOf: options.asOf ?? DemoMaker.instant(now: WorkClock.machine.now()),
      environment: environment, language: Said.language
    ) { progress in
      if isatty(2) == 1 {
        FileHandle.standardError.write(
          Data(("\r\u{1B}[K" + progress.words(Said.language)).utf8))
      }
    }
    if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    guard !noConsole else {
      print(made.words(Said.language))
      return
    }
    var options = options
    options.workspace = folder
    try ConsoleLauncher(options: options).open(try options.session())
  }
}
