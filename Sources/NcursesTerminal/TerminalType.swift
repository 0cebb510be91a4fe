import CNcurses
import TerminalUI

/// What is known of a kind of terminal before it is used.
struct TerminalType {
  let name: String
  let depth: ColorDepth
  let size: Size
  /// Whether it is one of those that understand or quietly ignore private modes and questions.
  let hasModes: Bool
  /// The keys of its description.
  let keys: [[UInt8]: Key]
  /// Restores colours, the cursor and the main screen.
  let leaveText: [UInt8]

  init(name: String, output: Int32) throws(TerminalError) {
    var result: Int32 = 0
    guard !name.isEmpty, setupterm(name, output, &result) == OK else {
      throw .unknownTerminal(name)
    }
    guard Self.string("cup") != nil else { throw .unusableTerminal(name) }
    self.name = name
    let colors = tigetflag("RGB") > 0 ? 0x100_0000 : Int(tigetnum("colors"))
    depth = ColorDepth(colors: colors)
    let (columns, rows) = (Int(tigetnum("cols")), Int(tigetnum("lines")))
    size = Size(columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24)
    hasModes = !["linux", "vt", "ansi", "cons", "dumb", "putty-vt", "sun", "wy"].contains {
      name.hasPrefix($0)
    }
    keys = Self.describedKeys()
    leaveText = ["sgr0", "cnorm", "rmcup"].flatMap { Self.string($0) ?? [] }
  }

  /// The locale's characters become UTF-8, whatever else it says; without that ncurses writes garbage.
  static func useUTF8() throws(TerminalError) {
    for locale in ["", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"] {
      guard cnc_set_ctype(locale) != nil else { continue }
      let codeset = String(cString: cnc_codeset())
      if codeset == "UTF-8", wcwidth(0x4E2D) == 2 { return }
    }
    throw .notUTF8(codeset: String(cString: cnc_codeset()))
  }

  /// A string of the description without its padding marks.
  private static func string(_ name: String) -> [UInt8]? {
    guard let text = cnc_terminfo_string(name) else { return nil }
    var bytes: [UInt8] = []
    var isPadding = false
    let source = Array(String(cString: text).utf8)
    for (index, byte) in source.enumerated() {
      if byte == UInt8(ascii: "$"), index + 1 < source.count, source[index + 1] == UInt8(ascii: "<")
      {
        isPadding = true
      }
      if !isPadding { bytes.append(byte) }
      if byte == UInt8(ascii: ">") { isPadding = false }
    }
    return bytes
  }

  private static func describedKeys() -> [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter),
    ]
    for number in 1...12 { names.append(("kf\(number)", .function(number))) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let sequence = string(name), sequence.count > 2, sequence[0] == 0x1B else { continue }
      keys[sequence] = key
    }
    return keys
  }
}
