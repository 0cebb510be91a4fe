import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

/// Tells whether a figure agrees with a golden one: relative for large ones, absolute near 0.
private func agrees(_ value: Double?, _ golden: Any?, within tolerance: Double = 1e-9) -> Bool {
  guard let value else { return golden == nil || golden is NSNull }
  guard let wanted = (golden as? NSNumber)?.doubleValue else { return false }
  return abs(value - wanted) <= tolerance * max(1, abs(value), abs(wanted))
}

/// p-values are compared by their own size, however small.
private func agreesAsP(_ value: Double?, _ golden: Any?) -> Bool {
  guard let value else { return golden == nil || golden is NSNull }
  guard let wanted = (golden as? NSNumber)?.doubleValue else { return false }
  return abs(value - wanted) <= 1e-6 * max(abs(value), abs(wanted))
}

struct MeasurementGoldenTests {
  private func number(_ golden: Golden.Case, _ key: String) throws -> Int {
    try #require((golden.input[key] as? NSNumber)?.intValue)
  }

  private func figure(_ golden: Golden.Case, _ key: String) throws -> Double {
    try #require((golden.input[key] as? NSNumber)?.doubleValue)
  }

  @Test(
    .enabled(if: Golden.has("cases/stats_proportions.json")),
    arguments: Golden.cases("stats_proportions"))
  func `compares two shares`(golden: Golden.Case) throws {
    let wanted = golden.expected
    let arms = TwoProportions(
      try number(golden, "x1"), of: try number(golden, "n1"), control: try number(golden, "x2"),
      of: try number(golden, "n2"))
    #expect(agrees(arms?.treated.value, wanted["p1"]) || arms == nil)
    #expect(agrees(arms?.control.value, wanted["p2"]) || arms == nil)
    #expect(agrees(arms?.uplift, wanted["uplift"]))
    #expect(agrees(arms?.relativeUplift, wanted["relative"]))
    #expect(agrees(arms?.incremental, wanted["incremental"]))
    #expect(agrees(arms?.interval.low, wanted["ci_low"]))
    #expect(agrees(arms?.interval.high, wanted["ci_high"]))
    #expect(agrees(arms?.z, wanted["z"]))
    #expect(agreesAsP(arms?.pValue, wanted["p_value"]))
    guard let arms else { return }
    #expect(arms.method.rawValue == wanted["method"] as? String)
    let ends = [wanted["wilson1"], wanted["wilson2"]].map { $0 as? [NSNumber] ?? [] }
    #expect(agrees(arms.treatedInterval.low, ends[0].first))
    #expect(agrees(arms.treatedInterval.high, ends[0].last))
    #expect(agrees(arms.controlInterval.low, ends[1].first))
    #expect(agrees(arms.controlInterval.high, ends[1].last))
  }

  @Test(.enabled(if: Golden.has("cases/stats_wilson.json")))
  func `draws Wilson intervals`() throws {
    let file = try JSONSerialization.jsonObject(with: Golden.data("cases/stats_wilson.json"))
    let cases = try #require((file as? [String: Any])?["cases"] as? [[String: Any]])
    #expect(!cases.isEmpty)
    for item in cases {
      let input = try #require(item["input"] as? [String: NSNumber])
      let ends = item["expected"] as? [NSNumber]
      let made = Wilson.interval(
        input["x"]?.intValue ?? -1, of: input["n"]?.intValue ?? -1,
        confidence: input["conf"]?.doubleValue ?? 0.95)
      #expect(agrees(made?.low, ends?.first), "\(input)")
      #expect(agrees(made?.high, ends?.last), "\(input)")
    }
  }

  @Test(.enabled(if: Golden.has("cases/stats_holm.json")), arguments: Golden.cases("stats_holm"))
  func `adjusts several p-values`(golden: Golden.Case) throws {
    let given = try #require(golden.input["p"] as? [NSNumber]).map(\.doubleValue)
    let wanted = try #require(golden.expected["adjusted"] as? [NSNumber])
    let made = Holm.adjusted(given)
    #expect(made.count == wanted.count)
    for (one, other) in zip(made, wanted) { #expect(agreesAsP(one, other)) }
  }

  @Test(.enabled(if: Golden.has("cases/stats_srm.json")), arguments: Golden.cases("stats_srm"))
  func `finds arms of the wrong size`(golden: Golden.Case) throws {
    let ratio = SampleRatio(
      counts: try #require(golden.input["counts"] as? [Int]),
      weights: try #require(golden.input["weights_bp"] as? [Int]))
    #expect(agrees(ratio?.chiSquared, golden.expected["chi2"]))
    #expect(ratio?.degreesOfFreedom == golden.expected["df"] as? Int)
    #expect(agreesAsP(ratio?.pValue, golden.expected["p_value"]))
    #expect(ratio?.isMismatch == golden.expected["mismatch"] as? Bool)
  }

  @Test(
    .enabled(if: Golden.has("cases/stats_sample_size.json")),
    arguments: Golden.cases("stats_sample_size"))
  func `sizes an experiment`(golden: Golden.Case) throws {
    let need = SampleSize(alpha: try figure(golden, "alpha"), power: try figure(golden, "power"))
      .need(
        control: try figure(golden, "p_control"), treated: try figure(golden, "p_treatment"),
        ratio: try figure(golden, "ratio_treat_per_control"))
    #expect(need?.control == golden.expected["n_control"] as? Int)
    #expect(need?.treated == golden.expected["n_treatment"] as? Int)
    #expect(agrees(need?.exact, golden.expected["n_raw"]))
  }
}
