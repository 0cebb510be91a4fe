import TerminalUI

/// Turns the bytes of a terminal into keys.
///
/// All that terminals are known to send is understood whatever `TERM` says: arrows and Home/End in
/// cursor and application mode, the forms of xterm, rxvt, screen and the Linux console, modified keys
/// (taken for the plain ones), Alt as a prefix, SGR and old mouse reports, bracketed paste, `CSI u`.
/// Unknown sequences are swallowed whole, so that none of their bytes acts as a key.
struct InputParser {
  /// What the bytes meant.
  enum Event: Hashable {
    case key(Key)
    /// The answer to a question about a private mode: 0 unknown, 1 set, 2 reset.
    case mode(Int, state: Int)
    /// The answer to a question for the cursor's column, from 1.
    case cursorColumn(Int)
  }

  /// Sequences of this terminal's description, for terminals of forms of their own.
  var described: [[UInt8]: Key] = [:]
  /// Whether the cursor was asked for: its answer looks like a modified F3.
  var expectsCursor = false

  private var bytes: [UInt8] = []
  private var position = 0
  /// The paste so far; nil outside a paste.
  private var paste: [UInt8]?

  /// Whether bytes are left that may become another key when more arrive.
  var isWaiting: Bool { position < bytes.count || paste != nil }
  var isPasting: Bool { paste != nil }

  private static let escape: UInt8 = 0x1B

  /// Takes bytes in and gives back what is complete.
  mutating func feed(_ new: some Sequence<UInt8>) -> [Event] {
    bytes += new
    return parse(isFinal: false)
  }

  /// Takes what is left for complete, because nothing followed for a while.
  mutating func flush() -> [Event] {
    var events = parse(isFinal: true)
    if let unfinished = paste {
      paste = nil
      events.append(.key(.paste(String(decoding: unfinished, as: UTF8.self))))
    }
    return events
  }

  private mutating func parse(isFinal: Bool) -> [Event] {
    var events: [Event] = []
    loop: while position < bytes.count {
      if paste != nil {
        guard collectPaste(into: &events) else { break }
        continue
      }
      switch step(isFinal: isFinal) {
      case .incomplete: break loop
      case .taken(let count, let found):
        position += count
        events += found
      }
    }
    bytes.removeFirst(position)
    position = 0
    return events
  }

  private enum Step {
    case incomplete
    case taken(Int, [Event])

    static func key(_ count: Int, _ key: Key) -> Step { .taken(count, [.key(key)]) }
  }

  private func byte(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func step(isFinal: Bool) -> Step {
    let first = bytes[position]
    if first == Self.escape { return escapeStep(isFinal: isFinal) }
    if first < 0x20 || first == 0x7F { return .key(1, Self.control(first)) }
    return textStep(isFinal: isFinal)
  }

  /// The key of a control byte.
  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: .control(Character(Unicode.Scalar(byte + 0x60)))
    }
  }

  /// A run of text, in whole clusters; bytes that are no UTF-8 are dropped.
  private func textStep(isFinal: Bool) -> Step {
    var end = position
    while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x7F { end += 1 }
    var kept = end
    if !isFinal && end == bytes.count { kept -= Self.unfinishedLength(bytes[position..<end]) }
    guard kept > position else { return .incomplete }
    let text = String(decoding: bytes[position..<kept], as: UTF8.self)
    let events = text.compactMap { character -> Event? in
      guard let scalar = character.unicodeScalars.first, scalar != "\u{FFFD}",
        scalar.properties.generalCategory != .control
      else { return nil }
      return .key(.character(character))
    }
    return .taken(kept - position, events)
  }

  /// The bytes at the end that begin a character and do not complete it.
  private static func unfinishedLength(_ text: ArraySlice<UInt8>) -> Int {
    for (back, byte) in text.suffix(3).reversed().enumerated() {
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back + 1 ? back + 1 : 0
    }
    return 0
  }

  private mutating func escapeStep(isFinal: Bool) -> Step {
    guard let second = byte(1) else { return isFinal ? .key(1, .escape) : .incomplete }
    for (sequence, key) in described where bytes[position...].starts(with: sequence) {
      return .key(sequence.count, key)
    }
    switch second {
    case UInt8(ascii: "["):
      return sequenceStep(isFinal: isFinal)
    case UInt8(ascii: "O"):
      guard let third = byte(2) else { return isFinal ? .key(2, .alt("O")) : .incomplete }
      if let key = Self.applicationKey(third) { return .key(3, key) }
      return .key(2, .alt("O"))
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      return stringStep(second, isFinal: isFinal)
    case ..<0x20, 0x7F:
      // Escape and another key in one go, as scripts send them.
      return .key(1, .escape)
    default:
      let length = second >= 0xF0 ? 4 : second >= 0xE0 ? 3 : second >= 0xC0 ? 2 : 1
      guard position + 1 + length <= bytes.count else {
        return isFinal ? .key(1, .escape) : .incomplete
      }
      let text = String(decoding: bytes[position + 1..<position + 1 + length], as: UTF8.self)
      guard let character = text.first, character != "\u{FFFD}" else { return .key(1, .escape) }
      return .key(1 + length, .alt(character))
    }
  }

  /// Replies to questions: `ESC ] … BEL` and their kin. Alt with a bracket when none comes.
  private func stringStep(_ second: UInt8, isFinal: Bool) -> Step {
    let alone = Step.key(2, .alt(Character(Unicode.Scalar(second))))
    guard let third = byte(2) else { return isFinal ? alone : .incomplete }
    let isReply =
      second == UInt8(ascii: "]")
      ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(third) : third >= 0x20 && third < 0x7F
    guard isReply else { return alone }
    for end in position + 2..<bytes.count {
      if bytes[end] == 0x07 { return .taken(end + 1 - position, []) }
      if bytes[end] == Self.escape {
        guard end + 1 < bytes.count else { break }
        let length = bytes[end + 1] == UInt8(ascii: "\\") ? 2 : 0
        return .taken(end + length - position, [])
      }
    }
    return isFinal ? alone : .incomplete
  }

  /// `ESC [` with parameters and a final byte.
  private mutating func sequenceStep(isFinal: Bool) -> Step {
    guard let third = byte(2) else { return isFinal ? .key(2, .alt("[")) : .incomplete }
    if third == UInt8(ascii: "[") {
      // The Linux console's F1 to F5.
      guard let fourth = byte(3) else { return isFinal ? .taken(3, []) : .incomplete }
      let number = Int(fourth) - 0x40
      return .taken(4, (1...5).contains(number) ? [.key(.function(number))] : [])
    }
    if third == UInt8(ascii: "M") {
      // The old mouse report: three bytes follow.
      guard position + 6 <= bytes.count else { return isFinal ? .taken(3, []) : .incomplete }
      let report = bytes[position + 3..<position + 6].map { Int($0) - 32 }
      let mouse = Self.mouse(report[0], x: report[1], y: report[2], isRelease: report[0] & 67 == 3)
      return .taken(6, mouse.map { [.key(.mouse($0))] } ?? [])
    }
    var end = position + 2
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else {
      return isFinal ? .taken(bytes.count - position, []) : .incomplete
    }
    let length = end - position
    // A byte that no sequence holds ends it; a new escape begins another one.
    guard (0x40...0x7E).contains(bytes[end]) else { return .taken(length, []) }
    let body = Array(bytes[position + 2..<end])
    if bytes[end] == UInt8(ascii: "~"), Self.numbers(body).first == 200 {
      paste = []
      return .taken(length + 1, [])
    }
    return .taken(length + 1, meaning(of: body, final: bytes[end]).map { [$0] } ?? [])
  }

  private mutating func meaning(of body: [UInt8], final: UInt8) -> Event? {
    let parameters = Self.numbers(body)
    switch (body.first, final) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      guard parameters.count == 3 else { return nil }
      let mouse = Self.mouse(
        parameters[0], x: parameters[1], y: parameters[2], isRelease: final == UInt8(ascii: "m"))
      return mouse.map { .key(.mouse($0)) }
    case (UInt8(ascii: "?"), UInt8(ascii: "y")):
      guard parameters.count == 2 else { return nil }
      return .mode(parameters[0], state: parameters[1])
    case (_, UInt8(ascii: "R")) where expectsCursor && parameters.count == 2:
      expectsCursor = false
      return .cursorColumn(parameters[1])
    case (UInt8(ascii: "?"), _), (UInt8(ascii: ">"), _), (UInt8(ascii: "<"), _):
      return nil
    default:
      return Self.key(parameters, final: final).map { .key($0) }
    }
  }

  /// Adds bytes to the paste until its end; false when more have to arrive.
  private mutating func collectPaste(into events: inout [Event]) -> Bool {
    let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var index = position
    while let found = bytes[index...].firstIndex(of: Self.escape) {
      let rest = bytes[found...].prefix(end.count)
      if rest.elementsEqual(end) {
        let whole = (paste ?? []) + bytes[position..<found]
        paste = nil
        position = found + end.count
        events.append(.key(.paste(String(decoding: whole, as: UTF8.self))))
        return true
      }
      if end.starts(with: rest) {
        paste?.append(contentsOf: bytes[position..<found])
        position = found
        return false
      }
      index = found + 1
    }
    paste?.append(contentsOf: bytes[position...])
    position = bytes.count
    return false
  }
}
