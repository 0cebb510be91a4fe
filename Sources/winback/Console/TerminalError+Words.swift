public import NcursesTerminal
public import WinbackCore

extension TerminalError: Worded, CustomStringConvertible {
  public func words(_ language: Language) -> String {
    switch self {
    case .notATerminal:
      language.pick(
        zh: "控制台需要终端，但输入或输出是文件或管道；请在终端里运行 winback，或使用子命令: winback --help",
        en: "the console needs a terminal, but input or output is a file or a pipe; run winback in "
          + "a terminal, or use a command: winback --help")
    case .unknownTerminal(""):
      language.pick(
        zh: "没有设置 TERM；例如: TERM=xterm-256color winback",
        en: "TERM is not set; try: TERM=xterm-256color winback")
    case .unknownTerminal(let name):
      language.pick(
        zh: "不认识终端类型 TERM=\(name)；例如: TERM=xterm-256color winback；或使用子命令: winback --help",
        en:
          "the terminal type TERM=\(name) is not known; try: TERM=xterm-256color winback, or use a "
          + "command: winback --help")
    case .unusableTerminal(let name):
      language.pick(
        zh: "终端 TERM=\(name) 不能移动光标，无法显示控制台；请使用子命令: winback --help",
        en:
          "the terminal TERM=\(name) cannot move its cursor, so it cannot show the console; use a "
          + "command: winback --help")
    case .notUTF8(let codeset):
      language.pick(
        zh: "语言环境的编码是 \(codeset)，不是 UTF-8；例如: LC_ALL=C.UTF-8 winback",
        en: "the locale's encoding is \(codeset), not UTF-8; try: LC_ALL=C.UTF-8 winback")
    case .system(let errno):
      language.pick(
        zh: "系统拒绝了控制台所需的资源（errno \(errno)）；请检查打开文件数上限: ulimit -n",
        en: "the system refused what the console needs (errno \(errno)); check the limit of open "
          + "files: ulimit -n")
    }
  }
}
