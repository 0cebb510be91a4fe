import TerminalUI

extension InputParser {
  /// The numbers of a sequence's parameters; an absent one counts as 1, which is their default.
  static func numbers(_ body: some Sequence<UInt8>) -> [Int] {
    var numbers: [Int] = []
    var current: Int?
    var isEmpty = true
    for byte in body {
      isEmpty = false
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // Bounded, because a number may come from anywhere.
        current = min(99_999, (current ?? 0) * 10 + Int(byte - UInt8(ascii: "0")))
      case UInt8(ascii: ";"), UInt8(ascii: ":"):
        numbers.append(current ?? 1)
        current = nil
      default: break
      }
    }
    if !isEmpty { numbers.append(current ?? 1) }
    return numbers
  }

  /// The key of `ESC [ parameters final`; modifiers do not matter where the key has no such form.
  static func key(_ parameters: [Int], final: UInt8) -> Key? {
    switch Character(Unicode.Scalar(final)) {
    case "A", "a": return .up
    case "B", "b": return .down
    case "C", "c": return .right
    case "D", "d": return .left
    case "H": return .home
    case "F": return .end
    case "Z": return .backTab
    case "P": return .function(1)
    case "Q": return .function(2)
    case "R": return .function(3)
    case "S": return .function(4)
    case "u":
      return parameters.first.flatMap {
        unicodeKey($0, modifiers: parameters.dropFirst().first ?? 1)
      }
    case "~", "$", "^", "@":
      if parameters.first == 27, parameters.count == 3 {
        return unicodeKey(parameters[2], modifiers: parameters[1])
      }
      return parameters.first.flatMap(numberedKey)
    default: return nil
    }
  }

  private static func numberedKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// A key sent as its code point: modifiers are 1 plus Shift 1, Alt 2, Control 4.
  private static func unicodeKey(_ code: Int, modifiers: Int) -> Key? {
    guard code > 0, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
      return nil
    }
    let flags = max(0, modifiers - 1)
    switch code {
    case 9: return flags & 1 == 1 ? .backTab : .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    // Private code points stand for keys that nobody binds.
    case ..<32, 0xE000...0xF8FF: return nil
    default: break
    }
    let character = Character(scalar)
    if flags & 4 != 0 { return .control(character.lowercased().first ?? character) }
    if flags & 2 != 0 { return .alt(character) }
    return .character(flags & 1 == 1 ? character.uppercased().first ?? character : character)
  }

  /// The key of `ESC O byte`.
  static func applicationKey(_ byte: UInt8) -> Key? {
    switch Character(Unicode.Scalar(byte)) {
    case "A", "a": .up
    case "B", "b": .down
    case "C", "c": .right
    case "D", "d": .left
    case "H": .home
    case "F": .end
    case "P": .function(1)
    case "Q": .function(2)
    case "R": .function(3)
    case "S": .function(4)
    case "M": .enter
    // The numeric keypad in application mode.
    case "j"..."o", "p"..."y": .character(Character(Unicode.Scalar(byte - 0x40)))
    default: nil
    }
  }

  /// The report of a mouse button; nil for what nobody needs (other buttons, bare movement).
  ///
  /// Bits: 0 to 1 the button, 5 movement, 6 the wheel; columns and rows count from 1.
  static func mouse(_ bits: Int, x: Int, y: Int, isRelease: Bool) -> Key.Mouse? {
    let button = bits & 3
    let action: Key.Mouse.Action
    if bits & 64 != 0 {
      guard button < 2 else { return nil }
      action = button == 0 ? .wheelUp : .wheelDown
    } else if isRelease {
      action = .release
    } else {
      guard button == 0 else { return nil }
      action = bits & 32 != 0 ? .drag : .press
    }
    return Key.Mouse(action: action, x: max(0, x - 1), y: max(0, y - 1))
  }
}
