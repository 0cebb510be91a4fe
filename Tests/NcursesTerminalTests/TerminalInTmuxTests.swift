import Foundation
import Testing
import WinbackTestSupport

/// What an operator sees of a program on our terminal, and what it leaves behind.
@Suite(.serialized, .enabled(if: Tmux.isAvailable && BuiltProgram.path("TerminalProbe") != nil))
struct TerminalInTmuxTests {
  /// The probe between two looks at the terminal's modes.
  private static func command(_ setting: String = "") -> String {
    let probe = BuiltProgram.path("TerminalProbe") ?? ""
    // The backtrace would take the terminal for half a minute to ask what to do.
    return """
      export SWIFT_BACKTRACE=enable=no; \(setting) \
      stty -g > $D.before; \(probe); echo code $?; stty -g > $D.after; \
      cmp $D.before $D.after && echo same; rm -f $D.*; sleep 60
      """
  }

  private func start(
    _ setting: String = "", columns: Int = 60, rows: Int = 12, term: String = "tmux-256color"
  ) throws -> Tmux {
    let files = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID().uuidString)")
    return try Tmux(
      Self.command(setting), columns: columns, rows: rows, term: term,
      environment: ["D": files.path])
  }

  private func expectGivenBack(_ tmux: Tmux, code: Int) throws {
    let screen = try tmux.wait(for: "same")
    #expect(screen.contains("code \(code)"))
    for fact in ["alternate_on", "mouse_any_flag", "mouse_sgr_flag", "keypad_flag"] {
      #expect(try tmux.fact(fact) == "0", "\(fact)")
    }
    #expect(try tmux.fact("cursor_flag") == "1")
    #expect(!screen.contains("探针"))
  }

  @Test(arguments: [("q", 0), ("t", 132), ("a", 134), ("x", 3), ("o", 139)])
  func `gives the terminal back however it ends`(key: String, code: Int) throws {
    let tmux = try start()
    try tmux.wait(for: "探针 60x12 召回")
    #expect(try tmux.fact("alternate_on") == "1")
    #expect(try tmux.fact("cursor_flag") == "0")
    #expect(try tmux.fact("mouse_sgr_flag") == "1")
    try tmux.press(key)
    let screen = try tmux.wait(for: "code [0-9]+")
    // A trap is SIGILL or SIGTRAP, as the processor has it.
    let isTrap = key == "t" && screen.contains("code 133")
    try expectGivenBack(tmux, code: isTrap ? 133 : code)
  }

  @Test(arguments: ["TERM", "HUP", "INT"])
  func `leaves when a signal asks`(signal: String) throws {
    let tmux = try start()
    try tmux.wait(for: "探针")
    let pid = try tmux.fact("pane_pid")
    let kill = Process()
    kill.executableURL = URL(fileURLWithPath: "/bin/sh")
    kill.arguments = ["-c", "kill -\(signal) $(pgrep -P \(pid) TerminalProbe)"]
    try kill.run()
    kill.waitUntilExit()
    try tmux.wait(for: "left")
    try expectGivenBack(tmux, code: 0)
  }

  @Test
  func `shows keys, paste and clicks`() throws {
    let tmux = try start()
    try tmux.wait(for: "探针")
    try tmux.press("j")
    try tmux.wait(for: "saw j")
    try tmux.press("Escape")
    try tmux.wait(for: "saw Esc")
    try tmux.press("M-x")
    try tmux.wait(for: "saw Alt-x")
    try tmux.press("PPage", "BTab", "F5", "C-p")
    try tmux.wait(for: "PgUp.*Shift-Tab.*F5.*Ctrl-P|Ctrl-P")
    try tmux.type("召回")
    try tmux.wait(for: "saw 召 回|saw 召")
    try tmux.paste("qqq\nq召")
    try tmux.wait(for: #"paste\(6\)"#)
    try tmux.press("q")
    try expectGivenBack(tmux, code: 0)
  }

  @Test
  func `follows the size of the terminal`() throws {
    let tmux = try start()
    try tmux.wait(for: "探针 60x12")
    for columns in 40..<60 { try tmux.resize(columns: columns, rows: 10) }
    try tmux.wait(for: "探针 59x10 召回")
    try tmux.resize(columns: 90, rows: 20)
    try tmux.wait(for: "探针 90x20 召回")
    try tmux.press("q")
    try expectGivenBack(tmux, code: 0)
  }

  @Test
  func `stops on Ctrl-Z and comes back in the foreground`() throws {
    let probe = try #require(BuiltProgram.path("TerminalProbe"))
    let tmux = try Tmux(
      "PS1='prompt> ' exec bash --norc --noprofile -i", columns: 60, rows: 12)
    try tmux.wait(for: "prompt>")
    try tmux.type("\(probe)\n")
    try tmux.wait(for: "探针 60x12")
    try tmux.press("C-z")
    try tmux.wait(for: "Stopped")
    #expect(try tmux.fact("alternate_on") == "0")
    #expect(try tmux.fact("mouse_any_flag") == "0")
    try tmux.type("bg; sleep 0.2; echo still $((40 + 2))\n")
    let background = try tmux.wait(for: "still 42")
    #expect(!background.contains("探针"))
    try tmux.resize(columns: 70, rows: 14)
    try tmux.type("fg\n")
    try tmux.wait(for: "探针 70x14")
    try tmux.wait(for: "resumed resize\\(70x14\\)")
    try tmux.press("q")
    try tmux.wait(for: "left")
    #expect(try tmux.fact("alternate_on") == "0")
  }

  @Test
  func `lends the terminal to another program`() throws {
    let tmux = try start()
    try tmux.wait(for: "探针")
    try tmux.press("e")
    try tmux.wait(for: "editing")
    #expect(try tmux.fact("alternate_on") == "0")
    try tmux.wait(for: "edited")
    #expect(try tmux.fact("alternate_on") == "1")
    try tmux.press("q")
    try expectGivenBack(tmux, code: 0)
  }

  @Test(arguments: [
    ("unset LC_ALL LANG LC_CTYPE; export LC_ALL=C;", "tmux-256color"), ("", "xterm-256color"),
    ("export TERM=linux;", "tmux-256color"), ("export TERM=vt100;", "tmux-256color"),
    ("export LC_ALL=zh_CN.UTF-8;", "screen-256color"),
  ])
  func `shows Chinese whatever the locale and terminal are called`(
    setting: String, term: String
  ) throws {
    let tmux = try start(setting, term: term)
    try tmux.wait(for: "探针 60x12 召回")
    try tmux.press("q")
    let screen = try tmux.wait(for: "same")
    #expect(screen.contains("code 0"))
  }

  @Test(arguments: [
    ("export TERM=dumb;", "unusableTerminal"), ("unset TERM;", "unknownTerminal"),
    ("export TERM=nonsense;", "unknownTerminal"),
  ])
  func `refuses with a reason and writes nothing else`(setting: String, reason: String) throws {
    let tmux = try start(setting)
    let screen = try tmux.wait(for: "same")
    #expect(screen.contains(reason) && screen.contains("code 1"))
  }
}
