import ArgumentParser
import Foundation
import TerminalUI
import WinbackConsole
import WinbackCore
import WinbackOperations

/// `winback themes`
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: Said.words(zh: "控制台主题", en: "Themes of the console."),
    subcommands: [List.self, Check.self])

  static var catalog: ThemeCatalog {
    ThemeCatalog(
      folders: ThemeCatalog.folders(
        environment: ProcessInfo.processInfo.environment,
        program: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()),
      read: { try Session.readSettingsFile($0) })
  }

  /// `winback themes list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出主题", en: "List the themes."))
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let names = ThemesCommand.catalog.names
      if options.json { try MachineOutput.print(names) } else { for name in names { print(name) } }
    }
  }

  /// `winback themes check`
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "检查一个主题文件的对比度", en: "Check a theme file and print its contrast."))
    @Argument(help: ArgumentHelp(Said.words(zh: "文件", en: "The file."))) var file: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let reading = ThemesCommand.catalog.reading(
        try Session.readSettingsFile(URL(fileURLWithPath: file)))
      for fault in reading.faults { StandardError.write(fault.words(Said.language)) }
      guard let theme = reading.theme else { throw ExitCode.failure }
      var table = TextTable([
        (Said.words(zh: "角色", en: "role"), .left),
        (Said.words(zh: "对比度", en: "contrast"), .right), ("", .left),
      ])
      for row in ThemeCheck.rows(of: theme) {
        table.add([
          row.role.name, row.contrast.map { Self.tenths($0) } ?? "—", row.isReadable ? "✓" : "✗",
        ])
      }
      print(table.text)
      let problems = ThemeCheck.problems(of: theme)
      for problem in problems { print(problem.words(Said.language)) }
      if !problems.isEmpty || !reading.faults.isEmpty { throw ExitCode.failure }
    }

    private static func tenths(_ value: Double) -> String {
      let tenths = Int((value * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
  }
}
