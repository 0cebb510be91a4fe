import Glibc
import NcursesTerminal
import TerminalUI

// A program for the tests of the terminal: it shows what it is told and does what may go wrong.
//
// q quits, t traps, a aborts, x exits without leaving, o overflows the stack, e runs an editor's
// stand-in, c copies; everything else is shown.

let theme = Theme(
  name: "probe", isDark: true,
  styles: [
    "text": Style(), "bg": Style(),
    "row.cursor": Style(foreground: .indexed(0), background: .indexed(2), isBold: true),
  ])

func overflow(_ depth: Int) -> Int { depth == .max ? 0 : overflow(depth + 1) + depth }

func describe(_ inputs: [Input]) -> String {
  inputs.map { input in
    switch input {
    case .key(let key):
      switch key {
      case .paste(let text): "paste(\(text.count))"
      case .mouse(let mouse): "mouse(\(mouse.action),\(mouse.x),\(mouse.y))"
      default: "\(key)"
      }
    case .resize(let size): "resize(\(size.columns)x\(size.rows))"
    case .suspendResumed: "resumed"
    case .terminate(let signal): "signal(\(signal))"
    case .wake: "wake"
    case .fileDescriptorReady: "file"
    case .ambiguousIsWide: "wide"
    }
  }.joined(separator: " ")
}

var environment: [String: String] = [:]
for name in ["TERM", "ESCDELAY"] {
  if let value = getenv(name) { environment[name] = String(cString: value) }
}

do {
  let terminal = try Terminal(environment: environment)
  try terminal.enter()
  var log: [String] = []
  var isRunning = true
  while isRunning {
    var frame = Frame(size: terminal.size)
    frame.put(
      "探针 \(terminal.size.columns)x\(terminal.size.rows) 召回", x: 0, y: 0, role: "row.cursor")
    for (row, line) in log.suffix(max(0, terminal.size.rows - 2)).enumerated() {
      frame.put(line, x: 2, y: row + 1, role: "text")
    }
    terminal.paint(frame, theme: theme)
    let inputs = terminal.poll()
    log.append("saw " + describe(inputs))
    for input in inputs {
      switch input {
      case .key(.character("q")): isRunning = false
      case .key(.character("t")): fatalError("asked to trap")
      case .key(.character("a")): abort()
      case .key(.character("x")): exit(3)
      case .key(.character("o")): log.append("\(overflow(0))")
      case .key(.character("e")):
        terminal.suspended { _ = system("echo editing; sleep 0.3") }
        log.append("edited")
      case .key(.character("c")): log.append("copied \(terminal.copy("召回"))")
      case .terminate: isRunning = false
      default: break
      }
    }
  }
  terminal.leave()
  print("left")
} catch {
  print("refused: \(error)")
  exit(1)
}
