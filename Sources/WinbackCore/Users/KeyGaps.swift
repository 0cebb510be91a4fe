/// The days between neighbouring key days of one user.
enum KeyGaps {
  /// Median of the gaps, the mean of the middle two for an even number; nil with fewer than two days.
  static func median(of days: [BusinessDay]) -> Double? {
    switch days.count {
    case ...1: return nil
    case 2: return Double(days[1] - days[0])
    default: break
    }
    var gaps = [Int](unsafeUninitializedCapacity: days.count - 1) { buffer, count in
      for place in 1..<days.count { buffer[place - 1] = days[place] - days[place - 1] }
      count = days.count - 1
    }
    gaps.sort()
    let middle = gaps.count / 2
    return gaps.count % 2 == 1 ? Double(gaps[middle]) : Double(gaps[middle - 1] + gaps[middle]) / 2
  }

  /// Whether the last three gaps grow strictly.
  static func areGrowing(_ days: [BusinessDay]) -> Bool {
    guard days.count >= 4 else { return false }
    let last = days.count - 1
    let gaps = (days[last - 2] - days[last - 3], days[last - 1] - days[last - 2])
    return gaps.0 < gaps.1 && gaps.1 < days[last] - days[last - 1]
  }

  /// The day on which the latest gap of at least `days` ended.
  static func lastReturn(in keyDays: [BusinessDay], afterGapOf days: Int) -> BusinessDay? {
    guard keyDays.count >= 2 else { return nil }
    for place in stride(from: keyDays.count - 1, to: 0, by: -1)
    where keyDays[place] - keyDays[place - 1] >= days {
      return keyDays[place]
    }
    return nil
  }

  /// Coming when he usually does: at least four key days and not later than his usual gap.
  static func isOnCadence(keyDays: Int, rDays: Int?, median: Double?) -> Bool {
    guard keyDays >= 4, let rDays, let median else { return false }
    return Double(rDays) <= median
  }
}
