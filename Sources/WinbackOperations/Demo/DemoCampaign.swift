import WinbackCore

/// A recall that the demo shop ran in the past.
struct DemoCampaign: Hashable {
  let id: String
  let daysAgo: Int
  let channel: Channel
  let template: String
  /// Days without order at the time, of those who were written to.
  let lapse: ClosedRange<Int>
  /// How many of those in a thousand.
  let share: Int

  /// The campaign whose arms were drawn: see ``experiment``.
  static let experimentBatch = DemoCampaign(
    id: "B-demo-04", daysAgo: 40, channel: .sms, template: "tea-restock-sms", lapse: 90...400,
    share: 1000)

  static let all: [DemoCampaign] = [
    DemoCampaign(
      id: "B-demo-01", daysAgo: 160, channel: .sms, template: "tea-restock-sms", lapse: 60...365,
      share: 320),
    DemoCampaign(
      id: "B-demo-02", daysAgo: 110, channel: .push, template: "free-shipping-push",
      lapse: 45...365, share: 420),
    DemoCampaign(
      id: "B-demo-03", daysAgo: 75, channel: .email, template: "season-letter-email",
      lapse: 60...540, share: 380),
    experimentBatch,
    DemoCampaign(
      id: "B-demo-05", daysAgo: 24, channel: .callAI, template: "regular-guest-call",
      lapse: 60...600, share: 1000),
    DemoCampaign(
      id: "B-demo-06", daysAgo: 12, channel: .push, template: "free-shipping-push",
      lapse: 60...240, share: 260),
  ]

  /// The finished experiment: a message against silence, among those away for 90 to 400 days.
  static let experiment = "demo-tea-restock"
  static let treated = "message"
  static let control = "control"
  static let arms: [(value: String, weight: Int)] = [(treated, 70), (control, 30)]
  /// Who orders within 14 days, in a thousand.
  static func returnPermille(arm: String) -> Int { arm == treated ? 68 : 36 }
}
