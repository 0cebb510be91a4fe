/// How a single code point folds: the rules from which ``FoldingTable`` is filled.
///
/// Compatibility form, without marks and invisible characters; traditional to simplified; Chinese and
/// styled digits to ASCII digits; case. Chosen beyond rule W1: marks are dropped from composed
/// letters too, so that `é` folds alike however it is encoded.
enum FoldingRules {
  /// The blocks outside which only ideographs change.
  ///
  /// A test walks every code point and shows that nothing else is touched.
  static let scannedRanges: [ClosedRange<UInt32>] = [
    0x0000...0x33FF, 0xA640...0xABFF, 0xF900...0xFFFF, 0x1_0000...0x1_1FFF, 0x1_3430...0x1_345F,
    0x1_6100...0x1_6FFF, 0x1_BC80...0x1_BCAF, 0x1_CC00...0x1_FBFF, 0x2_F800...0x2_FA1F,
    0xE_0000...0xE_0FFF,
  ]

  /// Traditional to simplified, both as code points.
  static var simplified: [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    table.reserveCapacity(3200)
    var pending: UInt32?
    for scalar in TraditionalForms.pairs.description.unicodeScalars {
      if let traditional = pending {
        table[traditional] = scalar.value
        pending = nil
      } else {
        pending = scalar.value
      }
    }
    return table
  }

  /// Chinese numerals, common and financial, as ASCII digits.
  static let numerals: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for row in ["〇零○", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].enumerated() {
      for scalar in row.element.unicodeScalars { table[scalar.value] = 0x30 + UInt32(row.offset) }
    }
    return table
  }()

  /// Styled letters and digits that have no compatibility form, or one with too much in it.
  private static let byHand: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    func number(_ first: UInt32, _ values: ClosedRange<Int>) {
      for value in values { table[first + UInt32(value - values.lowerBound)] = String(value) }
    }
    func letters(_ first: UInt32) {
      for (offset, letter) in "abcdefghijklmnopqrstuvwxyz".enumerated() {
        table[first + UInt32(offset)] = String(letter)
      }
    }
    number(0x2776, 1...10)  // ❶
    number(0x2780, 1...10)  // ➀
    number(0x278A, 1...10)  // ➊
    number(0x24EB, 11...20)  // ⓫
    number(0x24F5, 1...10)  // ⓵
    number(0x24FF, 0...0)  // ⓿
    number(0x2488, 1...20)  // ⒈, whose form ends in a full stop
    number(0x1_F100, 0...0)  // 🄀, likewise
    number(0x1_F101, 0...9)  // 🄁, whose form ends in a comma
    number(0x1_F10B, 0...0)  // 🄋
    number(0x1_F10C, 0...0)  // 🄌
    number(0x3248, 1...8)  // ㉈ is 10, ㉉ 20 and so on
    for offset in UInt32(0)..<8 { table[0x3248 + offset]? += "0" }
    letters(0x1_F150)  // 🅐
    letters(0x1_F170)  // 🅰
    let small = zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
    for (styled, letter) in small {
      for scalar in styled.unicodeScalars { table[scalar.value] = String(letter) }
    }
    return table
  }()

  /// Folds `scalar`, whose full compatibility decomposition is `form`.
  static func fold(
    _ scalar: Unicode.Scalar, form: [Unicode.Scalar], simplified: [UInt32: UInt32]
  ) -> (scalars: [UInt32], isChineseNumeral: Bool) {
    if let styled = byHand[scalar.value] { return (styled.unicodeScalars.map(\.value), false) }
    var folded: [UInt32] = []
    var isNumeral = false
    for part in unbracketed(form) where !isDropped(part) {
      let simple = simplified[part.value] ?? part.value
      if let digit = numerals[simple] {
        folded.append(digit)
        isNumeral = true
      } else {
        appendCaseless(Unicode.Scalar(simple) ?? part, to: &folded)
      }
    }
    return (folded, isNumeral)
  }

  /// Whether a code point takes no room of its own: marks, joiners, variation selectors and the like.
  static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0xAD { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    case .unassigned, .otherLetter, .spacingMark:
      return scalar.properties.isDefaultIgnorableCodePoint
    default: return false
    }
  }

  /// Whether the raw code point may be skipped between the characters of a term.
  ///
  /// Sentence punctuation and line breaks never are. Beyond W2: other blanks within a line count as
  /// the space, and the stars and bullets that providers name as filler count too.
  static func isNoise(_ scalar: Unicode.Scalar, folded: [UInt32]) -> Bool {
    guard folded.count == 1 else { return false }
    if asciiNoise.contains(folded[0]) { return true }
    if decorations.contains(scalar.value) { return true }
    return scalar.value > 0xFF && folded[0] == scalar.value && scalar.properties.isEmoji
      && scalar.properties.generalCategory != .otherPunctuation
  }

  private static let asciiNoise = Set("*-._|~+^=/\\@#$%&'\"<>()[]{} \t".unicodeScalars.map(\.value))
  private static let decorations = Set("·•・･‧★☆●◎◆◇■□▲△▼▽※☞✓√→".unicodeScalars.map(\.value))

  /// The part inside the brackets of a parenthesised form such as ⑴ or ㈠.
  private static func unbracketed(_ form: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    guard form.count > 2, form.first == "(", form.last == ")" else { return form[...] }
    return form.dropFirst().dropLast()
  }

  private static func appendCaseless(_ scalar: Unicode.Scalar, to folded: inout [UInt32]) {
    if scalar.value < 0x80 {
      folded.append(scalar.value | ((0x41...0x5A).contains(scalar.value) ? 0x20 : 0))
      return
    }
    guard scalar.properties.isCased || scalar.properties.changesWhenCaseMapped else {
      folded.append(scalar.value)
      return
    }
    // By way of the capital, so that ß meets ss and ſ meets s.
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      for upper in lower.properties.uppercaseMapping.unicodeScalars {
        for part in upper.properties.lowercaseMapping.unicodeScalars where !isDropped(part) {
          // The capital of a small capital leads back to it, so it is looked up once more.
          if let styled = byHand[part.value] {
            folded.append(contentsOf: styled.unicodeScalars.lazy.map(\.value))
          } else {
            folded.append(part.value)
          }
        }
      }
    }
  }
}
