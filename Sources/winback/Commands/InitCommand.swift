import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback init`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Said.words(zh: "新建空工作区，文件都有注释", en: "Make an empty workspace with commented files."))

  @Argument(help: ArgumentHelp(Said.words(zh: "目录", en: "The folder."))) var folder: String

  @Option(
    help: ArgumentHelp(
      Said.words(zh: "业务类型：ecommerce、social、tool、recruiting、other", en: "The kind of business."))
  )
  var appType: AppType = .ecommerce

  @Option(help: ArgumentHelp(Said.words(zh: "时区", en: "The IANA time zone.")))
  var zone = "Asia/Shanghai"

  @Option(help: ArgumentHelp(Said.words(zh: "货币", en: "The currency."))) var currency = "CNY"

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let zone = Zone(identifier: zone) else {
      throw ValidationError(
        Said.words(
          zh: "没有时区 \(zone)；请用 IANA 名称，如 Asia/Shanghai",
          en: "there is no time zone \(zone); use an IANA name such as Asia/Shanghai"))
    }
    let made = try WorkspaceMaker.initialise(
      folder: URL(fileURLWithPath: folder), appType: appType, zone: zone, currency: currency,
      environment: ProcessInfo.processInfo.environment, language: Said.language,
      now: WorkClock.machine.now())
    print(made.words(Said.language))
  }
}
