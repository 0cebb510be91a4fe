import CNcurses
import Dispatch
import Foundation
import Testing
import WinbackTestSupport

@testable import NcursesTerminal
@testable import TerminalUI

/// ncurses has one state a process, so all that touches it runs one after another.
@Suite(.serialized)
struct CursesTests {
  private static let theme = Theme(
    name: "test", isDark: true,
    styles: [
      "text": Style(), "bg": Style(background: .indexed(0)),
      "row.cursor": Style(foreground: .rgb(red: 250, green: 10, blue: 10), isReversed: true),
      "state": Style(foreground: .indexed(9), isBold: true, isUnderlined: true),
      "lint": Style(foreground: .indexed(3), background: .indexed(4), isDim: true),
    ])

  @Test
  func `counts columns as the C library does`() throws {
    try TerminalType.useUTF8()
    var differing: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let theirs = Int(wcwidth(wchar_t(value)))
      let isKnownDifference =
        // Controls have no width there.
        scalar.properties.generalCategory == .control || value == 0x2028 || value == 0x2029
        // Spacing marks and the soft hyphen are not drawn, so that no terminal can join them.
        || scalar.properties.generalCategory == .spacingMark || value == 0xAD
        // Drawn as U+FFFD: private ones, and those that are not in Unicode 14.
        || WidthClass(scalar) == .unknown
      if theirs != DisplayWidth.of(scalar) && !isKnownDifference { differing.append(value) }
    }
    #expect(differing.count == 0, "such as \(differing.prefix(5).map { String($0, radix: 16) })")
  }

  @Test(arguments: [
    ("xterm-256color", UInt64(1)), ("tmux-256color", 2), ("linux", 3), ("vt100", 4),
  ])
  func `shows exactly the cells of a frame`(term: String, seed: UInt64) throws {
    try TerminalType.useUTF8()
    let null = open("/dev/null", O_RDWR)
    defer { Foundation.close(null) }
    let size = Size(columns: 24, rows: 6)
    let screen = try CursesScreen(term: term, input: null, output: null, size: size)
    defer { screen.close() }
    #expect(screen.size == size)
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let frame = RandomFrames.frame(size: size, using: &chance)
      _ = screen.render(frame, theme: Self.theme, depth: .palette)
      for y in 0..<size.rows {
        for x in 0..<size.columns {
          guard let scalar = frame[x, y].scalar else { continue }
          let cell = try #require(screen.cell(x: x, y: y))
          let entry = screen.entry(frame[x, y].role)
          #expect(cell.scalar == scalar.value)
          #expect(cell.pair == entry.pair)
        }
      }
    }
  }

  @Test
  func `writes a frame in one piece and an equal one not at all`() throws {
    try TerminalType.useUTF8()
    let null = open("/dev/null", O_RDWR)
    defer { Foundation.close(null) }
    let size = Size(columns: 80, rows: 24)
    let screen = try CursesScreen(term: "xterm-256color", input: null, output: null, size: size)
    defer { screen.close() }
    var frame = Frame(size: size)
    for y in 0..<24 { frame.put("第 \(y) 行 row \(y)", x: 0, y: y, role: "text") }
    let whole = screen.render(frame, theme: Self.theme, depth: .palette)
    #expect(String(decoding: whole, as: UTF8.self).contains("第 23 行"))
    #expect(screen.render(frame, theme: Self.theme, depth: .palette).isEmpty)
    frame.put("x", x: 3, y: 3, role: "text")
    let small = screen.render(frame, theme: Self.theme, depth: .palette)
    #expect(!small.isEmpty && small.count < 60)
    frame.cursor = (4, 4)
    let cursor = screen.render(frame, theme: Self.theme, depth: .palette)
    #expect(String(decoding: cursor, as: UTF8.self).contains("\u{1B}["))
    // A list scrolled by one row is scrolled by the terminal, not written again.
    var scrolled = Frame(size: size)
    for y in 0..<24 { scrolled.put("第 \(y + 1) 行 row \(y + 1)", x: 0, y: y, role: "text") }
    #expect(screen.render(scrolled, theme: Self.theme, depth: .palette).count < 300)
  }

  @Test
  func `uses no colours where none are wanted`() throws {
    try TerminalType.useUTF8()
    let null = open("/dev/null", O_RDWR)
    defer { Foundation.close(null) }
    let size = Size(columns: 20, rows: 2)
    let screen = try CursesScreen(term: "xterm-256color", input: null, output: null, size: size)
    defer { screen.close() }
    var frame = Frame(size: size)
    frame.put("召回", x: 0, y: 0, role: "state.failed")
    _ = screen.render(frame, theme: Self.theme, depth: .none)
    let cell = try #require(screen.cell(x: 0, y: 0))
    #expect(cell.pair == 0)
    #expect(cell.attributes & cnc_bold() != 0)
    _ = screen.render(frame, theme: Self.theme, depth: .palette)
    #expect(screen.cell(x: 0, y: 0)?.pair != 0)
  }

  @Test(arguments: [("", true), ("no-such-terminal", true), ("dumb", false)])
  func `refuses terminals that cannot show a frame`(term: String, isUnknown: Bool) throws {
    let pty = try Pty(columns: 80, rows: 24)
    #expect(throws: isUnknown ? TerminalError.unknownTerminal(term) : .unusableTerminal(term)) {
      try Terminal(input: pty.slave, output: pty.slave, environment: ["TERM": term])
    }
  }

  @Test
  func `refuses what is no terminal`() throws {
    let null = open("/dev/null", O_RDWR)
    defer { Foundation.close(null) }
    #expect(throws: TerminalError.notATerminal) {
      try Terminal(input: null, output: null, environment: ["TERM": "xterm"])
    }
  }

  @Test
  func `reports keys, signals and wakes, and gives the terminal back`() throws {
    let pty = try Pty(columns: 80, rows: 24)
    let before = pty.modes
    let terminal = try Terminal(
      input: pty.slave, output: pty.slave, environment: ["TERM": "xterm-256color"])
    #expect(terminal.depth == .palette)
    try terminal.enter()
    #expect(terminal.size == Size(columns: 80, rows: 24))
    #expect(pty.modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
    let begin = pty.read()
    #expect(begin.contains("\u{1B}[?1049h") && begin.contains("\u{1B}[?2004h"))
    #expect(begin.contains("\u{1B}[?1006h") && begin.contains("\u{1B}[?2026$p"))
    #expect(!begin.contains("\u{1B}[?1h"))

    pty.write("j召\u{1B}[A")
    #expect(terminal.poll() == [.key(.character("j")), .key(.character("召")), .key(.up)])
    pty.write("\u{1B}")
    let start = ContinuousClock.now
    #expect(terminal.poll() == [.key(.escape)])
    #expect(ContinuousClock.now - start >= .milliseconds(24))
    #expect(terminal.poll(timeout: .milliseconds(5)) == [])

    pty.resize(columns: 100, rows: 30)
    for _ in 0..<50 { kill(getpid(), SIGWINCH) }
    #expect(terminal.poll() == [.resize(Size(columns: 100, rows: 30))])
    #expect(terminal.poll(timeout: .milliseconds(5)) == [])
    kill(getpid(), SIGTERM)
    #expect(terminal.poll() == [.terminate(signal: SIGTERM)])

    let waker = terminal.waker
    let woken = DispatchSemaphore(value: 0)
    Thread {
      (0..<3).forEach { _ in waker.wake() }
      woken.signal()
    }.start()
    woken.wait()
    #expect(terminal.poll() == [.wake])

    pty.write("\u{1B}[?2026;2$y\u{1B}[1;3R")
    #expect(terminal.poll() == [.ambiguousIsWide])
    var frame = Frame(size: terminal.size)
    frame.put("召回", x: 0, y: 0, role: "text")
    terminal.paint(frame, theme: Self.theme)
    let painted = pty.read()
    #expect(painted.hasPrefix("\u{1B}[?2026h") && painted.hasSuffix("\u{1B}[?2026l"))
    #expect(painted.contains("召回"))
    #expect(terminal.copy("召回"))
    #expect(pty.read() == "\u{1B}]52;c;5Y+s5Zue\u{7}")
    #expect(!terminal.copy(String(repeating: "x", count: 60_000)))

    let large = String(repeating: "召回q", count: 50_000)
    Thread { pty.write("\u{1B}[200~\(large)\u{1B}[201~") }.start()
    #expect(terminal.poll() == [.key(.paste(large))])

    terminal.leave()
    let end = pty.read()
    #expect(end.contains("\u{1B}[?1049l") && end.contains("\u{1B}[?2004l"))
    #expect(end.contains("\u{1B}[?1000l"))
    #expect(pty.modes.c_lflag == before.c_lflag && pty.modes.c_iflag == before.c_iflag)

    try terminal.enter()
    terminal.paint(frame, theme: Self.theme)
    #expect(pty.read().contains("召回"))
    #expect(pty.modes.c_lflag & tcflag_t(ICANON) == 0)
    pty.hangUp()
    #expect(terminal.poll().contains(.terminate(signal: SIGHUP)))
  }
}

/// Both ends of a terminal that only the test sees.
private final class Pty: @unchecked Sendable {
  // Safe: descriptors never change, and reading and writing them is atomic for the kernel.
  let master: Int32
  let slave: Int32

  init(columns: UInt16, rows: UInt16) throws {
    // By Linux' own requests, because Swift does not see the functions for it: TIOCSPTLCK, TIOCGPTN.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { throw POSIXError(.EIO) }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(slave)
    close(master)
  }

  var modes: termios {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// What the program wrote until it was quiet for a moment.
  func read() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 50) > 0, ready.revents & Int16(POLLIN) != 0 {
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }

  func hangUp() {
    // The only other end goes; the descriptor stays open and valid on /dev/null.
    let null = open("/dev/null", O_RDWR)
    dup2(null, master)
    close(null)
  }
}
