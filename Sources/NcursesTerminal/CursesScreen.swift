import CNcurses
import Glibc
import TerminalUI

/// ncurses' picture of one terminal, onto which frames are copied row by row.
///
/// ncurses decides the bytes; they are collected in memory, so that a frame reaches the terminal in
/// one write and no half of it is ever seen.
final class CursesScreen {
  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  /// The descriptor that ncurses writes to, and the terminal itself.
  private let swapped: Int32
  private let terminal: Int32
  private let memory: Int32

  private(set) var size: Size
  private(set) var last: Frame?
  private var styles: StyleTable
  private var isCursorShown: Bool?
  private var scalars: [UInt32] = []
  private var attributes: [UInt32] = []
  private var pairs: [Int32] = []

  /// Begins to use the terminal: alternate screen, raw mode, colours.
  ///
  /// - Parameter size: Nil takes what the terminal says.
  init(term: String, input inputFD: Int32, output outputFD: Int32, size: Size?)
    throws(TerminalError)
  {
    terminal = dup(outputFD)
    swapped = dup(outputFD)
    let inputCopy = dup(inputFD)
    guard terminal >= 0, swapped >= 0, inputCopy >= 0, let output = fdopen(swapped, "w"),
      let input = fdopen(inputCopy, "r")
    else { throw .system(errno: errno) }
    self.output = output
    self.input = input
    memory = cnc_memory_file()
    // The size is the kernel's, whatever LINES and COLUMNS say.
    use_env(false)
    use_tioctl(true)
    guard let screen = newterm(term, output, input) else {
      fclose(output)
      fclose(input)
      Glibc.close(terminal)
      throw .unknownTerminal(term)
    }
    self.screen = screen
    raw()
    noecho()
    nonl()
    // Keys waiting in the terminal must not stop a frame half-way.
    typeahead(-1)
    idlok(cnc_stdscr(), true)
    idcok(cnc_stdscr(), false)
    scrollok(cnc_stdscr(), false)
    var limit: Int32 = 0
    if has_colors() {
      start_color()
      use_default_colors()
      limit = cnc_color_pairs()
    }
    styles = StyleTable(pairLimit: limit)
    if let size { resize_term(Int32(size.rows), Int32(size.columns)) }
    self.size = Size(columns: Int(getmaxx(cnc_stdscr())), rows: Int(getmaxy(cnc_stdscr())))
  }

  /// Gives the terminal back for good.
  func close() {
    pause()
    delscreen(screen)
    fclose(output)
    fclose(input)
    Glibc.close(terminal)
    if memory >= 0 { Glibc.close(memory) }
  }

  func resize(to newSize: Size) {
    size = newSize
    // Not resizeterm, which would queue a key for a reader that ncurses does not have.
    resize_term(Int32(newSize.rows), Int32(newSize.columns))
    forget()
  }

  /// Forgets what the terminal shows, so that the next frame is painted whole.
  func forget() {
    last = nil
    isCursorShown = nil
    clearok(cnc_curscr(), true)
  }

  /// Leaves the alternate screen and raw mode for a while.
  func pause() {
    // A second time would leave the main screen's cursor elsewhere.
    if !isendwin() { endwin() }
  }

  /// Takes raw mode back; the alternate screen comes with the next frame.
  func resume() {
    reset_prog_mode()
    forget()
  }

  /// The bytes that bring the terminal from the last frame to this one; empty when it is the same.
  ///
  /// Where there is no file in memory they have been written already.
  func render(_ frame: Frame, theme: Theme, depth: ColorDepth) -> [UInt8] {
    let isRestyled = styles.use(theme, depth: depth)
    if !isRestyled, let last, last == frame { return [] }
    let earlier = isRestyled ? nil : last
    for change in frame.changes(since: earlier) where change.row < size.rows {
      put(row: change.row, of: frame)
    }
    last = frame
    return captured {
      let cursor = frame.cursor.flatMap { $0.x < size.columns && $0.y < size.rows ? $0 : nil }
      if isCursorShown != (cursor != nil) {
        curs_set(cursor == nil ? 0 : 1)
        leaveok(cnc_stdscr(), cursor == nil)
        isCursorShown = cursor != nil
      }
      if let cursor { wmove(cnc_stdscr(), Int32(cursor.y), Int32(cursor.x)) }
      wnoutrefresh(cnc_stdscr())
      doupdate()
    }
  }

  /// The bytes that clear the terminal, sent before the first frame.
  func blank() -> [UInt8] {
    captured {
      wnoutrefresh(cnc_stdscr())
      doupdate()
    }
  }

  /// What ncurses holds at a place, for tests: nil in the right half of a double-width character.
  func cell(x: Int, y: Int) -> (scalar: UInt32, attributes: UInt32, pair: Int32)? {
    var scalar: UInt32 = 0
    var attributes: UInt32 = 0
    var pair: Int32 = 0
    guard
      cnc_read_cell(cnc_stdscr(), Int32(y), Int32(x), &scalar, &attributes, &pair) != ERR
    else { return nil }
    return (scalar, attributes, pair)
  }

  func entry(_ role: Role) -> StyleTable.Entry { styles.entry(role) }

  private func put(row y: Int, of frame: Frame) {
    scalars.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
    var role: Role?
    var entry = StyleTable.Entry(attributes: 0, pair: 0)
    let columns = min(frame.size.columns, size.columns)
    for x in 0..<columns {
      let cell = frame[x, y]
      guard let scalar = cell.scalar else { continue }
      if cell.role != role {
        role = cell.role
        entry = styles.entry(cell.role)
      }
      // A frame wider than the terminal may cut a character; half of it would wrap.
      let isCut = x == columns - 1 && x + 1 < frame.size.columns && frame[x + 1, y].scalar == nil
      scalars.append(isCut ? 0x20 : scalar.value)
      attributes.append(entry.attributes)
      pairs.append(entry.pair)
    }
    _ = cnc_put_row(
      cnc_stdscr(), Int32(y), scalars, attributes, pairs, Int32(scalars.count))
  }

  private func captured(_ body: () -> Void) -> [UInt8] {
    guard memory >= 0, ftruncate(memory, 0) == 0, lseek(memory, 0, SEEK_SET) == 0,
      dup2(memory, swapped) == swapped
    else {
      body()
      return []
    }
    body()
    let count = lseek(memory, 0, SEEK_CUR)
    dup2(terminal, swapped)
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
      filled = max(0, pread(memory, buffer.baseAddress, Int(count), 0))
    }
  }
}
