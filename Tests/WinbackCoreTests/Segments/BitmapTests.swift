import Testing

@testable import WinbackCore

struct BitmapTests {
  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 200])
  func `works as a set of rows`(rowCount: Int) {
    let threes = Array(stride(from: 0, to: rowCount, by: 3))
    let fives = Array(stride(from: 0, to: rowCount, by: 5))
    let left = Bitmap(rowCount: rowCount, rows: threes)
    let right = Bitmap(rowCount: rowCount, rows: fives)
    let (one, other) = (Set(threes), Set(fives))
    #expect(Array(left.members) == threes)
    #expect(left.count == threes.count)
    #expect(Array(left.and(right).members) == one.intersection(other).sorted())
    #expect(Array(left.or(right).members) == one.union(other).sorted())
    #expect(Array(left.andNot(right).members) == one.subtracting(other).sorted())
    #expect(left.inverted.count == rowCount - threes.count)
    #expect(left.inverted.inverted == left)
    #expect(left.countInCommon(with: right) == one.intersection(other).count)
    #expect(Bitmap(rowCount: rowCount, isFull: true).count == rowCount)
    #expect(Bitmap(rowCount: rowCount).isEmpty)
  }

  @Test func `the overlap matrix is symmetric`() {
    let matrix = OverlapMatrix([
      ("a", Bitmap(rowCount: 9, rows: [1, 2, 3])), ("b", Bitmap(rowCount: 9, rows: [3, 4])),
      ("c", Bitmap(rowCount: 9)), ("d", Bitmap(rowCount: 9)),
    ])
    #expect(matrix[0, 1] == SegmentOverlap(a: 3, b: 2, both: 1))
    #expect(matrix[1, 0] == SegmentOverlap(a: 2, b: 3, both: 1))
    #expect(matrix[0, 1].jaccard == 0.25)
    #expect(matrix[0, 0].jaccard == 1)
    #expect(matrix[0, 2].jaccard == 0)
    #expect(matrix[2, 3].jaccard == nil)
    #expect(matrix[2, 3].share.shown == "—")
  }

  @Test func `a dictionary finds texts by bytes`() {
    let texts = ["", "a", "ab", "abc", "b", "e\u{301}", "友", "\u{e9}"]
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let dictionary = TextDictionary(sorted: texts)
    for (code, text) in texts.enumerated() {
      #expect(dictionary.code(of: text) == UInt32(code))
      #expect(dictionary[UInt32(code)].utf8.elementsEqual(text.utf8))
    }
    #expect(dictionary.code(of: "aa") == nil)
    #expect(dictionary.codes(startingWith: "a") == 1..<4)
    #expect(dictionary.codes(startingWith: "") == 0..<8)
    #expect(dictionary.codes(startingWith: "zz").isEmpty)
    #expect(dictionary.table(containing: "b") == [0, 0, 1, 1, 1, 0, 0, 0])
  }
}
