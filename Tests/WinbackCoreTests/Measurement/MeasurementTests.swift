import Testing
import WinbackCore

struct NormalDistributionTests {
  @Test(arguments: [
    (0.5, 0.0), (0.975, 1.959963984540054), (0.025, -1.959963984540054), (0.8, 0.8416212335729143),
    (0.9, 1.2815515655446004), (0.995, 2.5758293035489004), (1e-9, -5.997807015007686),
  ])
  func `finds quantiles to many digits`(probability: Double, z: Double) {
    #expect(abs(NormalDistribution.quantile(probability) - z) < 1e-12)
  }

  @Test(arguments: [0.0, 1.0, -1.0, 2.0])
  func `has no quantile outside its range`(probability: Double) {
    #expect(NormalDistribution.quantile(probability).isNaN)
  }
}

struct TwoProportionsTests {
  @Test(arguments: [(0, 0, 0, 5), (0, 5, 0, 0), (6, 5, 1, 5), (-1, 5, 1, 5)])
  func `compares nothing when a group is empty or its count impossible`(
    hits: Int, count: Int, otherHits: Int, otherCount: Int
  ) {
    #expect(TwoProportions(hits, of: count, control: otherHits, of: otherCount) == nil)
  }

  /// 2·10 of 200 expected in the smallest cell are exactly 5 where the hits are 10 and the groups equal.
  @Test(arguments: [(4, 5, TwoProportions.Method.fisher), (5, 5, .z), (6, 5, .z)])
  func `changes test where the smallest expected cell is five`(
    hits: Int, otherHits: Int, method: TwoProportions.Method
  ) throws {
    #expect(
      try #require(TwoProportions(hits, of: 100, control: otherHits, of: 100)).method == method)
  }

  /// Fisher's tea: 3 of 4 against 1 of 4 has p = 34/70.
  @Test func `sums the tables of the lady who tasted tea`() throws {
    let tea = try #require(TwoProportions(3, of: 4, control: 1, of: 4))
    #expect(abs(tea.pValue - 34.0 / 70) < 1e-12)
  }

  @Test func `gives the same answer with the groups exchanged`() throws {
    for hits in 0...12 {
      let one = try #require(TwoProportions(hits, of: 12, control: 3, of: 40))
      let other = try #require(TwoProportions(3, of: 40, control: hits, of: 12))
      #expect(abs(one.pValue - other.pValue) < 1e-12)
      #expect(abs(one.interval.low + other.interval.high) < 1e-12)
    }
  }

  @Test func `does not overflow on millions`() throws {
    let many = try #require(
      TwoProportions(3_000_000_000, of: 4_000_000_000, control: 1, of: 4_000_000_000))
    #expect(many.method == .z)
    #expect(many.pValue == 0)
    let few = try #require(TwoProportions(4, of: 1_000_000, control: 0, of: 1_000_000))
    #expect(few.method == .fisher)
    #expect(abs(few.pValue - 0.125) < 1e-5)
  }
}

struct SampleRatioTests {
  @Test(arguments: [
    // Critical values of the χ² table at 5 %.
    (3.841458820694124, 1), (5.991464547107979, 2), (7.814727903251178, 3),
    (9.487729036781154, 4), (18.307038053275146, 10),
  ])
  func `finds the tail of each number of arms`(value: Double, degrees: Int) throws {
    let ratio = try #require(
      SampleRatio(
        counts: counts(chiSquared: value, arms: degrees + 1),
        weights: Array(repeating: 100, count: degrees + 1)))
    #expect(ratio.degreesOfFreedom == degrees)
    #expect(abs(ratio.pValue - 0.05) < 0.0005)
  }

  /// Counts of equal arms but two, whose difference gives about the wanted χ².
  private func counts(chiSquared: Double, arms: Int) -> [Int] {
    let size = 100_000_000.0
    let off = Int((chiSquared * size / 2).squareRoot().rounded())
    var counts = Array(repeating: Int(size), count: arms)
    counts[0] += off
    counts[1] -= off
    return counts
  }

  @Test func `judges nothing without users or arms`() {
    #expect(SampleRatio(counts: [0, 0], weights: [5000, 5000]) == nil)
    #expect(SampleRatio(counts: [10], weights: [10_000]) == nil)
    #expect(SampleRatio(counts: [10, 5], weights: [10_000]) == nil)
  }

  @Test func `somebody in an arm without weight is a mismatch`() throws {
    let ratio = try #require(SampleRatio(counts: [50, 50, 1], weights: [5000, 5000, 0]))
    #expect(ratio.isMismatch)
  }
}

struct SampleSizeTests {
  @Test(arguments: [(0.03, 0.05, 1.0), (0.03, 0.05, 9.0), (0.1, 0.12, 19.0)])
  func `the smallest uplift of a size is the one it was made for`(
    control: Double, treated: Double, ratio: Double
  ) throws {
    let need = try #require(SampleSize().need(control: control, treated: treated, ratio: ratio))
    let found = try #require(
      SampleSize().smallestUplift(
        control: control, controls: need.control, treated: need.treated))
    #expect(found <= treated - control)
    #expect(found > (treated - control) * 0.99)
    #expect(
      SampleSize().smallestUpliftBP(
        control: control, controls: need.control, treated: need.treated) == 200)
  }

  @Test func `too few users detect nothing`() {
    #expect(SampleSize().smallestUplift(control: 0.03, controls: 1, treated: 1) == nil)
    #expect(SampleSize().smallestUplift(control: 0.03, controls: 0, treated: 9) == nil)
    #expect(SampleSize().smallestUplift(control: 0.03, controls: 100, treated: 0) == nil)
  }

  @Test func `equal shares cannot be told apart`() {
    #expect(SampleSize().need(control: 0.03, treated: 0.03) == nil)
    #expect(SampleSize().need(control: 0.03, treated: 1.2) == nil)
  }
}
