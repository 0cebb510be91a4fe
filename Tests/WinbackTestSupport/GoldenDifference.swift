import Foundation

extension Golden {
  /// Lists where two JSON values differ, one line each with its path; empty when they agree.
  ///
  /// Numbers agree within 1e-9·max(1, |a|, |b|), those called `p_value` within 1e-6 of the larger;
  /// everything else must be equal, null included.
  public static func differences(
    _ actual: Any?, _ expected: Any?, at path: String = "$"
  ) -> [String] {
    switch (known(actual), known(expected)) {
    case (nil, nil): return []
    case (let left as [String: Any], let right as [String: Any]):
      return Set(left.keys).union(right.keys).sorted().flatMap { key -> [String] in
        guard let mine = left[key] else { return ["\(path).\(key): missing"] }
        guard let theirs = right[key] else { return ["\(path).\(key): not expected"] }
        return differences(mine, theirs, at: "\(path).\(key)")
      }
    case (let left as [Any], let right as [Any]):
      guard left.count == right.count else {
        return ["\(path): \(left.count) items, expected \(right.count)"]
      }
      return left.indices.flatMap { differences(left[$0], right[$0], at: "\(path)[\($0)]") }
    case (let left as String, let right as String):
      return left == right ? [] : ["\(path): \(left), expected \(right)"]
    case (let left as NSNumber, let right as NSNumber):
      let isProbability = path.hasSuffix("p_value")
      return agree(left.doubleValue, right.doubleValue, isProbability: isProbability)
        ? [] : ["\(path): \(left), expected \(right)"]
    case (let left, let right):
      return ["\(path): \(left ?? "null"), expected \(right ?? "null")"]
    }
  }

  /// Tells whether two numbers agree as the README of the golden folder asks.
  public static func agree(_ left: Double, _ right: Double, isProbability: Bool = false) -> Bool {
    let scale = max(abs(left), abs(right))
    return abs(left - right) <= (isProbability ? 1e-6 * scale : 1e-9 * max(1, scale))
  }

  private static func known(_ value: Any?) -> Any? { value is NSNull ? nil : value }
}
