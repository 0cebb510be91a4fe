/// The most messages one user may get on a channel within rolling days (频控).
public struct FrequencyCap: Hashable, Sendable {
  public var id: String
  /// nil counts every channel.
  public var channel: Channel?
  public var limit: Int
  public var days: Int

  public init(id: String, channel: Channel?, limit: Int, days: Int) {
    self.id = id
    self.channel = channel
    self.limit = limit
    self.days = days
  }

  /// The usual caps; a workspace may set its own below the hard ceilings.
  public static let usual: [FrequencyCap] = [
    FrequencyCap(id: "sms-7d", channel: .sms, limit: 1, days: 7),
    FrequencyCap(id: "sms-30d", channel: .sms, limit: 2, days: 30),
    FrequencyCap(id: "call_ai-30d", channel: .callAI, limit: 1, days: 30),
    FrequencyCap(id: "call_human-30d", channel: .callHuman, limit: 1, days: 30),
    FrequencyCap(id: "email-7d", channel: .email, limit: 1, days: 7),
    FrequencyCap(id: "push-1d", channel: .push, limit: 1, days: 1),
    FrequencyCap(id: "push-7d", channel: .push, limit: 3, days: 7),
    FrequencyCap(id: "wecom-7d", channel: .wecom, limit: 1, days: 7),
    FrequencyCap(id: "popup-1d", channel: .popup, limit: 1, days: 1),
    FrequencyCap(id: "all-7d", channel: nil, limit: 2, days: 7),
    FrequencyCap(id: "all-30d", channel: nil, limit: 4, days: 30),
  ]

  /// The most in seven days that no setting may exceed.
  public static let ceilings: [FrequencyCap] = [
    FrequencyCap(id: "ceiling-sms", channel: .sms, limit: 2, days: 7),
    FrequencyCap(id: "ceiling-call_ai", channel: .callAI, limit: 1, days: 7),
    FrequencyCap(id: "ceiling-call_human", channel: .callHuman, limit: 1, days: 7),
    FrequencyCap(id: "ceiling-all", channel: nil, limit: 4, days: 7),
  ]

  /// Whether one more message is allowed, and when the next would be.
  public struct Verdict: Hashable, Sendable {
    public var isAllowed: Bool
    /// The asked instant when allowed; nil when a cap of 0 forbids it for ever.
    public var next: Instant?
    /// The cap that decides; nil when none is full.
    public var boundBy: String?
  }

  /// Judges one more message on `channel` at `now`.
  ///
  /// A touch at t counts while now − days·24 h < t ≤ now. The caller gives the touches that count at
  /// all: recall and marketing, not failed.
  public static func judge(
    _ caps: [FrequencyCap], channel: Channel, touches: [(at: Instant, channel: Channel)],
    now: Instant
  ) -> Verdict {
    var verdict = Verdict(isAllowed: true, next: now, boundBy: nil)
    for cap in caps where cap.channel == nil || cap.channel == channel {
      if cap.limit <= 0 { return Verdict(isAllowed: false, next: nil, boundBy: cap.id) }
      let inside = touches.filter {
        (cap.channel == nil || $0.channel == cap.channel)
          && now.adding(days: -Int64(cap.days)) < $0.at && $0.at <= now
      }.map(\.at).sorted(by: >)
      guard inside.count >= cap.limit else { continue }
      let free = inside[cap.limit - 1].adding(days: Int64(cap.days))
      verdict.isAllowed = false
      if verdict.boundBy == nil || verdict.next.map({ free > $0 }) ?? true {
        verdict.next = free
        verdict.boundBy = cap.id
      }
    }
    return verdict
  }

  public var json: CanonicalJSON {
    .object([
      "channel": .text(channel?.rawValue ?? "*"), "days": .integer(Int64(days)), "id": .text(id),
      "limit": .integer(Int64(limit)),
    ])
  }
}
