/// Classes of scalars that decide where a link begins, ends, and what may stand beside it.
enum LinkCharacters {
  /// ASCII that may stand inside a link: no space, no control, none of `< > " { } \ ^` and backquote.
  static func isURL(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x20, scalar.value < 0x7F else { return false }
    switch scalar {
    case "<", ">", "\"", "{", "}", "\\", "^", "`": return false
    default: return true
    }
  }

  static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || isLetter(scalar)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    let lower = scalar.value | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }

  /// Sentence punctuation that is not taken into a link when it ends it.
  static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", "!", "?", "'", "*", "|", "(", "[", "\"": true
    default: false
    }
  }

  /// What a name without scheme may not follow: it would be part of an address or of a longer name.
  ///
  /// Ideographs may stand before it, letters of alphabets may not.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "@", ".", "-", "/": true
    case "\u{80}"..<"\u{2E80}": scalar.properties.isAlphabetic
    default: isAlphanumeric(scalar)
    }
  }

  /// What ends the host with its port.
  static func endsAuthority(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "/" || scalar == "?" || scalar == "#"
  }

  /// Blanks other than U+0020 that only some handsets take as the end of a link.
  static func isOddSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0xA0, 0x3000, 0x2000...0x200A, 0x202F, 0x205F: true
    default: false
    }
  }

  /// Scalars that show nothing and separate nothing.
  static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD: true
    default: false
    }
  }

  /// The ASCII scalar that a full-width form (U+FF01–U+FF5E) stands for; nil for any other scalar.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value >= 0xFF01, scalar.value <= 0xFF5E else { return nil }
    return Unicode.Scalar(scalar.value - 0xFEE0)
  }

  /// A letter or mark outside ASCII that an author may have typed into an address unencoded.
  static func isForeignLetter(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x7F, folded(scalar) == nil else { return false }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.numericType != nil { return true }
    return properties.generalCategory == .nonspacingMark
  }
}
