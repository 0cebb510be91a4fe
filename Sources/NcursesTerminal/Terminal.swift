import CNcurses
import Glibc
public import TerminalUI

/// The operator's terminal: it shows frames and reports what happens.
///
/// One thread owns it, the one that made it. ``enter()`` takes the terminal over and ``leave()`` gives
/// it back as it was; so does a crash or a call of `exit`. Only one can be in use at a time.
public final class Terminal {
  public struct Options: Hashable, Sendable {
    /// Clicks and the wheel are reported; the terminal's own selection then needs Shift.
    public var usesMouse: Bool
    /// How long an Escape waits for the rest of a sequence; nil takes 25 ms, or 100 ms over SSH.
    public var escapeDelay: Duration?

    public init(usesMouse: Bool = true, escapeDelay: Duration? = nil) {
      self.usesMouse = usesMouse
      self.escapeDelay = escapeDelay
    }
  }

  /// The present size in columns and rows.
  public private(set) var size: Size
  /// How many colours the terminal has.
  public var depth: ColorDepth { type.depth }
  /// Whether characters of ambiguous width take two columns, as far as is known.
  public internal(set) var ambiguousIsWide = false
  /// Whether the terminal's font surely has symbols such as braille; a text console's has not.
  public var hasSymbols: Bool { type.hasModes }
  /// Wakes ``poll(timeout:)`` from any thread.
  public let waker: Waker

  let type: TerminalType
  let input: Int32
  let output: Int32
  let signals: Pipe
  let escapeDelay: Duration
  var parser = InputParser()
  var watched: [Int32] = []
  /// Frames are bracketed, so that the terminal shows them whole.
  var hasSynchronizedOutput = false
  /// The continue signal of a stop of our own has been dealt with already.
  var ignoresContinue = false
  private let options: Options
  private let isRemote: Bool
  private let insideScreen: Bool
  private var savedModes = termios()
  private var screen: CursesScreen?
  private var isEntered = false
  private let owner = pthread_self()

  /// Finds out what the terminal can do; nothing is written yet.
  ///
  /// - Parameters:
  ///   - input: The descriptor to read keys from; 0 is standard input.
  ///   - output: The descriptor to draw on; 1 is standard output.
  public init(
    input: Int32 = 0, output: Int32 = 1, environment: [String: String],
    options: Options = Options()
  ) throws(TerminalError) {
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    try TerminalType.useUTF8()
    type = try TerminalType(name: environment["TERM"] ?? "", output: output)
    self.input = input
    self.output = output
    self.options = options
    isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
    insideScreen = environment["STY"] != nil
    let chosen = environment["ESCDELAY"].flatMap { Int($0) }.map { Duration.milliseconds($0) }
    escapeDelay = options.escapeDelay ?? chosen ?? .milliseconds(isRemote ? 100 : 25)
    signals = try Pipe()
    waker = Waker(pipe: try Pipe())
    size = Terminal.kernelSize(output) ?? type.size
    parser.described = type.keys
  }

  deinit {
    leave()
    screen?.close()
  }

  /// Takes the terminal over: raw mode, the alternate screen, paste brackets, the mouse, signals.
  public func enter() throws(TerminalError) {
    assertOwner()
    guard !isEntered else { return }
    tcgetattr(input, &savedModes)
    // Before newterm, which leaves handlers alone that are set already.
    cnc_signals_install(signals.writeEnd)
    if let screen {
      screen.resume()
    } else {
      do {
        screen = try CursesScreen(
          term: type.name, input: input, output: output, size: Terminal.kernelSize(output))
      } catch {
        cnc_signals_remove()
        throw error
      }
    }
    isEntered = true
    let leaveText = modesOff + type.leaveText
    cnc_guard_arm(output, &savedModes, leaveText.map { CChar(bitPattern: $0) }, leaveText.count)
    if let screen {
      write(screen.blank() + modesOn + questions)
      size = screen.size
    }
  }

  /// Gives the terminal back: main screen, cursor, modes and signals as they were.
  public func leave() {
    assertOwner()
    guard isEntered else { return }
    isEntered = false
    write(modesOff)
    screen?.pause()
    tcsetattr(input, TCSADRAIN, &savedModes)
    cnc_guard_disarm()
    cnc_signals_remove()
  }

  /// Shows a frame; only what differs from the last one is written, in one piece.
  ///
  /// A frame drawn for another size is cut or leaves the rest as it was; the next one follows.
  ///
  /// - Parameter depth: The colours to use, at most those of the terminal; nil uses all.
  public func paint(_ frame: Frame, theme: Theme, depth: ColorDepth? = nil) {
    assertOwner()
    guard isEntered, let screen else { return }
    let bytes = screen.render(frame, theme: theme, depth: min(depth ?? self.depth, self.depth))
    guard !bytes.isEmpty else { return }
    write(hasSynchronizedOutput ? Self.frameBegin + bytes + Self.frameEnd : bytes)
  }

  /// Paints the next frame whole, for a screen that something else wrote on.
  public func repaintAll() {
    assertOwner()
    screen?.forget()
  }

  /// Gives the terminal to another program, such as an editor, while `body` runs.
  ///
  /// Everything has to be painted anew afterwards, for ``size``, which may be another.
  public func suspended<Result>(_ body: () throws -> Result) rethrows -> Result {
    assertOwner()
    guard isEntered else { return try body() }
    write(modesOff)
    screen?.pause()
    tcsetattr(input, TCSADRAIN, &savedModes)
    cnc_guard_disarm()
    cnc_signals_yield(1)
    defer {
      cnc_signals_yield(0)
      takeBack()
    }
    return try body()
  }

  /// Stops the program as Ctrl-Z does, and returns when it is continued.
  ///
  /// Everything has to be painted anew afterwards, for ``size``, which may be another.
  public func suspend() {
    assertOwner()
    guard isEntered else { return }
    stop()
  }

  /// Puts text on the clipboard of the operator's own machine, over SSH too (OSC 52).
  ///
  /// - Returns: False when the text is too long for terminals to take, or the terminal has none.
  public func copy(_ text: String) -> Bool {
    assertOwner()
    let encoded = Base64.encode(Array(text.utf8))
    guard type.hasModes, encoded.count <= Self.longestCopy else { return false }
    var bytes = Array("\u{1B}]52;c;".utf8) + encoded + [0x07]
    if insideScreen {
      // GNU screen passes on what stands in a device control string.
      bytes = Array("\u{1B}P".utf8) + bytes + Array("\u{1B}\\".utf8)
    }
    write(bytes)
    return true
  }

  /// Reports a descriptor that can be read as ``Input/fileDescriptorReady(_:)``.
  public func watch(_ descriptor: Int32) {
    if !watched.contains(descriptor) { watched.append(descriptor) }
  }

  public func unwatch(_ descriptor: Int32) {
    watched.removeAll { $0 == descriptor }
  }

  /// Whether the terminal says that its background is dark (`COLORFGBG`); nil when it says nothing.
  public static func saysDark(environment: [String: String]) -> Bool? {
    guard let value = environment["COLORFGBG"],
      let background = value.split(separator: ";").last.flatMap({ Int($0) })
    else { return nil }
    return background < 7 || background == 8
  }

  // MARK: - Within the module

  /// Stops the job as Ctrl-Z does elsewhere and takes the terminal back when it is continued.
  func stop() {
    write(modesOff)
    screen?.pause()
    tcsetattr(input, TCSADRAIN, &savedModes)
    cnc_guard_disarm()
    cnc_signals_stop_job()
    ignoresContinue = true
    takeBack()
  }

  /// Takes the terminal after it was somebody else's; waits until the job is in the foreground.
  func takeBack() {
    // Changing modes stops a background job until it is brought back; painting would not.
    while tcsetattr(input, TCSANOW, &savedModes) != 0 && errno == EINTR {}
    screen?.resume()
    let leaveText = modesOff + type.leaveText
    cnc_guard_arm(output, &savedModes, leaveText.map { CChar(bitPattern: $0) }, leaveText.count)
    write(modesOn)
    _ = takeSize()
  }

  /// Takes the size that the kernel knows; nil when it is the same.
  func takeSize() -> Size? {
    guard let now = Terminal.kernelSize(output), now != size else { return nil }
    size = now
    screen?.resize(to: now)
    return now
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        guard Glibc.poll(&ready, 1, 1_000) > 0 else { return }
      } else if errno != EINTR {
        // The terminal is gone; the hang-up is reported by poll.
        return
      }
    }
  }

  /// ncurses is not safe to use from two threads.
  func assertOwner() {
    assert(pthread_equal(owner, pthread_self()) != 0, "the terminal belongs to another thread")
  }

  private static func kernelSize(_ descriptor: Int32) -> Size? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cnc_window_size(descriptor, &columns, &rows) == 0 else { return nil }
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private static let frameBegin = Array("\u{1B}[?2026h".utf8)
  private static let frameEnd = Array("\u{1B}[?2026l".utf8)
  /// What terminals take at most, as base64 of 56,244 bytes.
  private static let longestCopy = 74_994

  private var modesOn: [UInt8] {
    guard type.hasModes else { return [] }
    let mouse = options.usesMouse ? "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h" : ""
    return Array("\u{1B}[?2004h\(mouse)".utf8)
  }

  private var modesOff: [UInt8] {
    guard type.hasModes else { return [] }
    let sync = hasSynchronizedOutput ? "\u{1B}[?2026l" : ""
    return Array("\(sync)\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l".utf8)
  }

  /// Asks how wide an ambiguous character is and whether frames can be bracketed.
  ///
  /// The answers arrive as input, so nobody waits for a terminal that gives none. The screen is blank
  /// and the cursor at home before and after.
  private var questions: [UInt8] {
    guard type.hasModes, !parser.expectsCursor else { return [] }
    parser.expectsCursor = true
    let bracket = isRemote ? "" : "\u{1B}[?2026$p"
    return Array("\u{1B}[H…\u{1B}[6n\u{1B}[H  \u{1B}[H\(bracket)".utf8)
  }
}
