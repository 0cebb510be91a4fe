import ArgumentParser
import Foundation
import NcursesTerminal
import TerminalUI
import WinbackConsole
import WinbackCore
import WinbackOperations

/// `winback console`, and `winback` without a command.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: Said.words(zh: "打开控制台", en: "Open the console."))

  @Option(help: ArgumentHelp(Said.words(zh: "主题", en: "The theme."), valueName: "name"))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      Said.words(zh: "颜色：none、8、16、256、truecolor", en: "none, 8, 16, 256 or truecolor."),
      valueName: "depth"))
  var color: String?

  @Flag(help: ArgumentHelp(Said.words(zh: "不使用鼠标", en: "Leave the mouse to the terminal.")))
  var noMouse = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    ConsoleLauncher.turnOffInteractiveBacktraces()
    try ConsoleLauncher(theme: theme, color: color, usesMouse: !noMouse, options: options)
      .open(try options.session())
  }
}

/// Puts session, terminal and console together.
struct ConsoleLauncher {
  var theme: String?
  var color: String?
  var usesMouse = true
  var options: GlobalOptions

  func open(_ session: Session) throws {
    let environment = ProcessInfo.processInfo.environment
    let terminal = try Terminal(
      environment: environment, options: .init(usesMouse: usesMouse))
    let catalog = ThemeCatalog(
      folders: ThemeCatalog.folders(environment: environment, program: Self.program),
      read: { try Session.readSettingsFile($0) })
    let depth = ColorDepth.choose(
      noColor: environment["NO_COLOR"], wanted: color.flatMap { ColorDepth(name: $0) },
      terminal: terminal.depth)
    let standard = EmbeddedThemes.standard(
      depth: depth, isDark: Terminal.saysDark(environment: environment) ?? true)
    let chosen = try theme.map { try catalog.theme($0) } ?? standard
    let watch = FolderWatch()
    for folder in session.watchedFolders { watch?.add(folder.path) }

    let settings = session.settings
    let background = BackgroundDispatch()
    let backend = SessionBackend(session: session, themes: catalog, background: background)
    let person = session.operatorID.flatMap { try? backend.person($0) }
    try terminal.enter()
    defer {
      terminal.leave()
      background.finish()
    }
    let surface = ConsoleTerminal(terminal, theme: chosen, depth: depth, watch: watch)
    let clock = session.clock
    ConsoleRuntime(
      session: ConsoleSession(
        workspaceName: session.workspaceName,
        isDemo: settings.workspace.isDemo, isReadOnly: session.isReadOnly, person: person,
        zone: settings.zone, currency: settings.currency == "CNY" ? "¥" : settings.currency + " ",
        language: Said.language, glyphs: surface.glyphs),
      backend: backend, surface: surface, asOf: options.asOf ?? settings.asOf,
      clock: { clock.now() }
    ).run()
  }

  /// Starts the program again with a crash reporter that asks no questions, unless the operator chose one.
  ///
  /// The reporter reads its setting before our code runs; the usual one would hold the terminal for half a
  /// minute after a crash.
  static func turnOffInteractiveBacktraces() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    setenv("SWIFT_BACKTRACE", "interactive=no", 1)
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    // Returns only if it fails; then the program goes on as it is.
    execv("/proc/self/exe", &arguments)
  }

  /// The file that runs, links resolved.
  static var program: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  }
}
