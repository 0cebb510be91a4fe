import Foundation
import Testing

@testable import WinbackCore

struct FoldingTests {
  @Test(arguments: [
    ("ＡＢＣ５Ｇ", "abc5g"), ("TOP1", "top1"), ("臺灣獎勵", "台湾奖励"), ("第一", "第1"), ("第壹", "第1"),
    ("〇零一二三四五六七八九", "00123456789"), ("貳叁肆伍陸柒捌玖", "23456789"), ("①②⑩⑳", "121020"),
    ("➃❹⓸⓿", "4440"), ("⑴⑽⒈⒛", "110120"), ("㈠㊀", "11"), ("⒜🄐🅐🅥🅰", "aaava"), ("𝐀𝒷𝟙𝟗", "ab19"),
    ("ᴠɪᴘ", "vip"), ("x²₃", "x23"), ("Ⅳ㎏", "ivkg"), ("ﬁﬂ", "fifl"), ("ß", "ss"), ("ſK", "sk"),
    ("é", "e"), ("e\u{301}", "e"), ("Ａ\u{200B}Ｖ\u{AD}", "av"), ("1\u{FE0F}\u{20E3}", "1"),
    ("中\u{2060}奖\u{E0100}", "中奖"), ("⼀⽇", "1日"), ("\u{F900}", "岂"), ("㏠", "1日"), ("㊙", "秘"),
    ("İı", "ii"), ("ΣΑΣ", "σασ"), ("が", "か"), ("한글", "한글"), ("，！", ",!"), ("二○二四", "2024"),
  ])
  func `folds each form to the plain one`(text: String, folded: String) {
    #expect(FoldedText(text).text == folded)
  }

  @Test(arguments: [
    ("中*奖", "中奖"), ("中 － 奖", "中奖"), ("中　奖", "中奖"), ("中＊＿＃奖", "中奖"), ("中😀奖", "中奖"),
    ("中🇨🇳奖", "中奖"), ("中·•・奖", "中奖"), ("中★奖", "中奖"), ("中，奖", "中,奖"), ("中。奖", "中。奖"),
    ("中！奖", "中!奖"), ("中？奖", "中?奖"), ("中；奖：", "中;奖:"), ("中、奖", "中、奖"), ("中\n奖", "中\n奖"),
    ("中…奖", "中...奖"), ("中‼奖", "中!!奖"), ("中®奖", "中®奖"), ("中—奖", "中—奖"), ("中🈲奖", "中禁奖"),
    ("中\u{A0}奖", "中奖"), ("中\t奖", "中奖"), ("中【奖】", "中【奖】"),
  ])
  func `takes filler out, never sentence punctuation or a line break`(
    text: String, skeleton: String
  ) {
    #expect(FoldedText(text).skeleton == skeleton)
  }

  @Test func `is the same whatever the canonical form`() {
    for text in ["é", "Å", "ǖ", "が", "ё", "ῷ"] {
      let forms = [
        text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
      ]
      #expect(FoldedText(forms[0]).text == FoldedText(forms[1]).text)
    }
  }

  /// Folds every scalar of every plane in runs of 256 and leads each folded one back.
  @Test func `maps back for every scalar of every plane`() {
    let table = FoldingTable.shared
    var faults = 0
    for page in 0..<UInt32(0x1100) {
      let raw = (page << 8...page << 8 | 0xFF).filter { Unicode.Scalar($0) != nil }
      let folded = FoldedText(Array(raw))
      var at = 0
      for (index, scalar) in raw.enumerated() {
        table.forEachTarget(of: scalar, table[scalar]) { target in
          let isRight =
            at < folded.atoms.count && folded.atoms[at].scalar == target
            && folded.atoms[at].source == Int32(index)
          if !isRight || Unicode.Scalar(target) == nil { faults += 1 }
          at += 1
        }
      }
      if at != folded.atoms.count { faults += 1 }
    }
    #expect(faults == 0)
  }

  /// What a scalar folds to must not fold further, else a term could not find itself.
  @Test func `leaves alone what is folded`() {
    let table = FoldingTable.shared
    var unsettled: [String] = []
    for page in table.pages.indices where table.pages[page] != 0 {
      for raw in UInt32(page) << 8...UInt32(page) << 8 | 0xFF where !table[raw].isDropped {
        let text = FoldedText([raw])
        let again = FoldedText(text.atoms.map(\.scalar))
        if again.atoms.map(\.scalar) != text.atoms.map(\.scalar) {
          unsettled.append(String(raw, radix: 16))
        }
      }
    }
    #expect(unsettled == [])
  }

  /// Only the scanned ranges and the ideographs of our own lists change: shown for every other scalar.
  @Test func `skips nothing that would change`() {
    let simplified = FoldingRules.simplified
    var missed: [String] = []
    var block = String.UnicodeScalarView()
    var values: [UInt32] = []
    func check() {
      let lines = String(block).decomposedStringWithCompatibilityMapping.unicodeScalars
        .split(separator: "\n", omittingEmptySubsequences: false)
      for (value, line) in zip(values, lines) where Unicode.Scalar(value) != nil {
        if line.count == 1 && line.first?.value == value {
          let scalar = line[line.startIndex]
          let isPlain =
            !FoldingRules.isDropped(scalar) && !scalar.properties.changesWhenCaseMapped
            && !scalar.properties.isEmoji
          if isPlain || simplified[value] != nil || FoldingRules.numerals[value] != nil { continue }
        }
        missed.append(String(value, radix: 16))
      }
      block = String.UnicodeScalarView()
      values = []
    }
    let hangul: ClosedRange<UInt32> = 0xAC00...0xD7A3
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), !hangul.contains(value),
        !FoldingRules.scannedRanges.contains(where: { $0.contains(value) })
      else { continue }
      block.append(scalar)
      block.append("\n")
      values.append(value)
      if values.count == 4096 { check() }
    }
    check()
    #expect(missed == [])
  }
}
