public import WinbackCore

/// A made-up shop for tea and things of the house, whole enough to try everything on.
///
/// Gives the files that `winback import` reads . The same seed, number of users and instant give
/// the same bytes on every machine; a user does not depend on how many others there are. Nobody in it
/// exists: numbers are counted through, addresses lie under `example.com` and `example.cn`.
public struct DemoWorld: Sendable {
  /// One file of the world.
  public struct File: Sendable {
    /// As the flag of `winback import` names it, such as `orders`.
    public let kind: String
    public let bytes: [UInt8]

    public var name: String { "\(kind).csv" }
  }

  public let seed: UInt64
  public let users: Int
  public let asOf: Instant

  /// - Parameter users: At most 9,999,999.
  public init(seed: UInt64 = 1, users: Int = 20_000, asOf: Instant) {
    self.seed = seed
    self.users = min(max(users, 0), 9_999_999)
    self.asOf = asOf
  }

  /// The experiment whose arms stand in the file of assignments, finished 26 days before ``asOf``.
  public static let experiment = DemoCampaign.experiment
  /// The batch of past touches that was sent to the treated arm of ``experiment``.
  public static let experimentBatch = DemoCampaign.experimentBatch.id
  /// Days before ``asOf`` at which ``experimentBatch`` started.
  public static let experimentDaysAgo = DemoCampaign.experimentBatch.daysAgo
  /// The category that nobody needs twice, for `finite_need_categories`.
  public static let finiteNeedCategory = DemoShop.finiteNeedCategory
  /// The feature that the release of ``releaseDay`` took away, for `releases`.
  public static let removedFeature = "price_compare"
  static let releaseDaysAgo = 150

  /// The day of the release that took ``removedFeature`` away.
  public var releaseDay: BusinessDay { day(ago: Self.releaseDaysAgo) }
  /// When a competitor drew customers away, for `competitor_periods`.
  public var competitorPeriod: Settings.Period {
    Settings.Period(from: day(ago: 128), to: day(ago: 116))
  }

  private func day(ago days: Int) -> BusinessDay {
    BusinessDay(number: Int32(DemoCalendar(now: asOf).today - days))
  }

  /// The id of an order as it stands in the files.
  static func orderID(_ user: Int, _ number: Int) -> String {
    let (user, number) = (String(user), String(number))
    return "o" + String(repeating: "0", count: max(0, 7 - user.count)) + user + "-"
      + (number.count < 2 ? "0" : "") + number
  }

  /// Makes all files, in the order in which they are imported.
  public func files() -> [File] {
    var writer = DemoWriter(users: users, calendar: DemoCalendar(now: asOf))
    for number in 0..<users {
      var random = DemoRandom(seed: seed, stream: UInt64(number))
      writer.add(number + 1, &random)
    }
    writer.addNumbers()
    return writer.files
  }
}
