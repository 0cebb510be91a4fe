import Foundation

/// A time zone of the tz database with its offsets worked out once, so that a lookup is cheap.
///
/// Covers 1970 to 2100; instants outside take the offset of the nearest end.
public struct Zone: Hashable, Sendable, CustomStringConvertible {
  /// The IANA name, such as `Asia/Shanghai`.
  public let identifier: String

  /// The first second of each run of equal offsets, ascending; the first entry also covers all before it.
  private let starts: [Int64]
  private let offsets: [Int32]

  /// Looks `identifier` up in the tz database of this machine; nil when it is not listed there.
  public init?(identifier: String) {
    guard identifier == "UTC" || identifier.contains("/"),
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    self.init(zone, identifier: identifier)
  }

  /// Coordinated universal time.
  public static let utc = Zone(fixed: 0, identifier: "UTC")

  /// China standard time, the default of a workspace.
  public static let shanghai =
    Zone(identifier: "Asia/Shanghai") ?? Zone(fixed: 28_800, identifier: "Asia/Shanghai")

  private init(fixed offset: Int32, identifier: String) {
    self.identifier = identifier
    starts = [0]
    offsets = [offset]
  }

  private init(_ zone: TimeZone, identifier: String) {
    self.identifier = identifier
    func offset(_ seconds: Int64) -> Int32 {
      Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
    }
    // No zone has kept an offset for less than two weeks since 1970, so sampling finds every change.
    let step: Int64 = 12 * 86_400
    let end: Int64 = 4_102_444_800
    var starts: [Int64] = [0]
    var offsets = [offset(0)]
    var at: Int64 = 0
    while at < end {
      let next = at + step
      let after = offset(next)
      if after != offsets[offsets.count - 1] {
        var low = at
        var high = next
        while high - low > 1 {
          let middle = (low + high) / 2
          if offset(middle) == after { high = middle } else { low = middle }
        }
        starts.append(high)
        offsets.append(after)
      }
      at = next
    }
    self.starts = starts
    self.offsets = offsets
  }

  /// Seconds east of UTC at `instant`.
  public func offset(at instant: Instant) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant.seconds { low = middle } else { high = middle }
    }
    return Int(offsets[low])
  }

  /// The instants in `range` at which the offset changes, ascending.
  public func changes(in range: ClosedRange<Instant>) -> [Instant] {
    starts.dropFirst().filter { range.lowerBound.seconds <= $0 && $0 <= range.upperBound.seconds }
      .map { Instant(seconds: $0) }
  }

  public var description: String { identifier }

  public static func == (left: Zone, right: Zone) -> Bool { left.identifier == right.identifier }
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}
