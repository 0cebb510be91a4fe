import Foundation

/// A program in a terminal of a given size, driven as an operator would drive it.
///
/// Runs a tmux server of its own, which is killed when this value goes.
public final class Tmux {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// For `.enabled(if:)`.
  public static var isAvailable: Bool { program != nil }

  private let folder: URL
  private var status: URL { folder.appending(path: "status") }
  private var socket: String { folder.appending(path: "s").path }

  /// Starts `command`, a line for `sh`, in a terminal of the given size.
  ///
  /// The screen stays when the command ends.
  ///
  /// - Parameter term: The value of `TERM` that the command sees.
  public init(
    _ command: String, columns: Int = 80, rows: Int = 24, term: String = "tmux-256color",
    environment: [String: String] = [:]
  ) throws {
    // Short, because a socket's path has room for about 100 bytes.
    folder = URL(fileURLWithPath: "/tmp/wbt-\(UUID().uuidString.prefix(8))", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let settings = folder.appending(path: "conf")
    try Data(
      """
      set -g status off
      set -s escape-time 0
      set -s set-clipboard on
      set -g default-terminal \(term)
      set -g remain-on-exit on
      set -g history-limit 0
      """.utf8
    ).write(to: settings)
    var arguments = [
      "-u", "-f", settings.path, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
    ]
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
      arguments += ["-e", "\(name)=\(value)"]
    }
    // Of tmux's own word for the status nothing may come: 3.3a sometimes never reaps.
    try run(arguments + ["sh", "-c", "trap 'echo $? > \(status.path)' EXIT\n\(command)"])
  }

  deinit {
    kill()
  }

  /// Ends the server and everything in it.
  public func kill() {
    _ = try? run(["kill-server"])
    try? FileManager.default.removeItem(at: folder)
  }

  /// Presses keys by tmux's names: `Enter`, `C-z`, `M-x`, `Up`, `a`.
  public func press(_ keys: String...) throws {
    try run(["send-keys", "-t", "0"] + keys)
  }

  /// Types text as it is.
  public func type(_ text: String) throws {
    try run(["send-keys", "-t", "0", "-l", text])
  }

  /// Pastes text as a terminal does, in brackets if the program asked for them.
  public func paste(_ text: String) throws {
    let file = folder.appending(path: "paste")
    try Data(text.utf8).write(to: file)
    try run(["load-buffer", file.path])
    try run(["paste-buffer", "-p", "-t", "0"])
  }

  public func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-t", "0", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What the terminal shows, row by row without blanks at the ends.
  ///
  /// - Parameter hasEscapes: Whether colours and attributes are included as escape sequences.
  public func screen(hasEscapes: Bool = false) throws -> String {
    try run(["capture-pane", "-p", "-t", "0"] + (hasEscapes ? ["-e"] : []))
  }

  /// A fact about the terminal by tmux's name of it, such as `alternate_on`.
  public func fact(_ name: String) throws -> String {
    try run(["display-message", "-p", "-t", "0", "#{\(name)}"])
      .trimmingCharacters(in: .newlines)
  }

  /// Waits until the screen matches a regular expression, and gives back the screen.
  @discardableResult
  public func wait(for pattern: String, seconds: Double = 10) throws -> String {
    try wait(seconds: seconds, "\(pattern) did not appear") {
      $0.range(of: pattern, options: .regularExpression) != nil
    }
  }

  /// Waits until the screen does not match a regular expression any longer.
  @discardableResult
  public func wait(untilGone pattern: String, seconds: Double = 10) throws -> String {
    try wait(seconds: seconds, "\(pattern) did not go") {
      $0.range(of: pattern, options: .regularExpression) == nil
    }
  }

  /// Waits for the command to end and gives back its exit code; 128 and more stand for signals.
  public func waitForExit(seconds: Double = 10) throws -> Int {
    var code: Int?
    try wait(seconds: seconds, "the command did not end") { _ in
      let text = try? String(contentsOf: status, encoding: .utf8)
      code = text.flatMap { Int($0.trimmingCharacters(in: .newlines)) }
      return code != nil
    }
    guard let code else { throw Failure(description: "the command left no status") }
    return code
  }

  @discardableResult
  private func wait(
    seconds: Double, _ complaint: String, until isReached: (String) throws -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let screen = try screen()
      if try isReached(screen) { return screen }
      guard Date() < end else {
        throw Failure(description: "\(complaint) within \(seconds) s; the screen:\n\(screen)")
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Runs tmux once and gives back what it printed.
  ///
  /// Not by `Process`, which waits for a descriptor that the server, once started, keeps open.
  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    guard let program = Self.program else { throw Failure(description: "tmux is not installed") }
    let output = folder.appending(path: "out").path
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // A server started inside another one would refuse to nest; locale names must mean UTF-8.
    var environment = ProcessInfo.processInfo.environment
    for name in ["TMUX", "NO_COLOR", "COLORTERM", "LINES", "COLUMNS"] { environment[name] = nil }
    environment["LC_ALL"] = "C.UTF-8"
    var words = ([program, "-S", socket] + arguments).map { strdup($0) } + [nil]
    var names = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + names).forEach { free($0) } }
    // Threads of tests may block signals, and programs would start with them blocked.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var pid = pid_t()
    guard posix_spawn(&pid, program, &actions, &attributes, &words, &names) == 0 else {
      throw Failure(description: "\(program) does not start")
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    let text = String(
      decoding: (try? Data(contentsOf: URL(fileURLWithPath: output))) ?? Data(), as: UTF8.self)
    guard status == 0 else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(text)")
    }
    return text
  }
}

/// Programs that were built together with the running tests.
public enum BuiltProgram {
  /// The path of a program; nil where it was not built.
  public static func path(_ name: String) -> String? {
    let folders = [
      URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent(),
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
      Golden.tests.deletingLastPathComponent().appending(path: ".build/debug"),
    ]
    return folders.map { $0.appending(path: name).path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
