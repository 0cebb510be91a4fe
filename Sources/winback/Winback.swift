import ArgumentParser
import Foundation
import WinbackCore

/// The program: parses the command line, runs one command, words what went wrong.
@main
struct Winback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winback",
    abstract: Said.words(
      zh: "召回沉默用户的运营控制台", en: "The operator console for winning back silent users."),
    discussion: Said.words(
      zh: "不带命令时打开当前工作区的控制台。第一次使用：winback demo",
      en: "Without a command it opens the console on this workspace. To try it: winback demo"),
    version: "winback \(Version.text)",
    subcommands: [
      AuditCommand.self, BatchCommand.self, ConsoleCommand.self, DemoCommand.self,
      DispatchCommand.self,
      ImportCommand.self, InitCommand.self, LexiconCommand.self, LintCommand.self,
      OperatorCommand.self, ReceiptsCommand.self, SegmentCommand.self, StrategyCommand.self,
      Summary.self, TemplateCommand.self,
      ThemesCommand.self, UserCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  static func main() {
    // A pipe that closes early ends the program quietly, as other tools do.
    signal(SIGPIPE, SIG_DFL)
    var command: any ParsableCommand
    do {
      command = try parseAsRoot(
        LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()), commands: commandNames))
    } catch {
      exit(withParsing: error)
    }
    do {
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      exit(withFailed: error)
    }
  }

  private static var commandNames: Set<String> {
    Set(configuration.subcommands.map { $0._commandName } + ["help"])
  }

  /// Prints help or what was misused and leaves with ArgumentParser's own code (0 or 64).
  private static func exit(withParsing error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code.isSuccess {
      print(message)
    } else {
      StandardError.write(Said.words(zh: "参数有误。", en: "") + message)
    }
    Foundation.exit(code.rawValue)
  }

  /// Prints why the operation failed, in the operator's language, and leaves with 1.
  ///
  /// What is not ours to word is a request for help or a misuse that ArgumentParser found.
  private static func exit(withFailed error: any Error) -> Never {
    guard let words = (error as? any Worded)?.words(Said.language) else {
      exit(withParsing: error)
    }
    StandardError.write("winback: \(words)")
    Foundation.exit(1)
  }
}

/// The version of this build.
enum Version {
  static let text = "0.1.0"
}
