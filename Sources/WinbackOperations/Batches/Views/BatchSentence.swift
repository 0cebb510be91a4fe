import WinbackCore

/// When a batch goes out and how long that takes.
struct BatchTiming {
  var startsAt: Instant?
  var finishesAt: Instant?

  /// Messages a second through the outbox, for telling when a batch will be done.
  static let usualRate = 20_000
  /// The share of people who come back by themselves where nothing is known of them, in basis points.
  static let usualReturnBP = 300

  init(_ batch: Batch, startsAt: Instant?) {
    self.startsAt = startsAt
    let seconds = (batch.recipients + Self.usualRate - 1) / Self.usualRate
    finishesAt = startsAt?.adding(seconds: Int64(seconds))
  }
}

/// Who asks to send what to how many, on which channel, when and at what cost, and why.
struct BatchSentence: Worded {
  let batch: Batch
  let author: String
  let parts: Int
  let timing: BatchTiming
  let problem: String
  let settings: Settings

  init(
    _ batch: Batch, author: String, parts: Int, timing: BatchTiming, problem: String,
    settings: Settings
  ) {
    self.batch = batch
    self.author = author
    self.parts = parts
    self.timing = timing
    self.problem = problem
    self.settings = settings
  }

  func words(_ language: Language) -> String {
    let people = Count.grouped(batch.recipients)
    let channel = batch.channel.words(language)
    let money = "\(batch.cost) \(settings.currency)"
    let when =
      timing.startsAt.map { language.pick(zh: "于 \(time($0)) ", en: " at \(time($0))") }
      ?? language.pick(zh: "在批准后", en: " once approved")
    let done =
      timing.finishesAt.map {
        language.pick(zh: "，\(clock($0)) 发完", en: ", done by \(clock($0))")
      } ?? ""
    let size =
      batch.channel.isSMS
      ? language.pick(zh: "\(Count.grouped(parts)) 条计费，", en: "\(Count.grouped(parts)) parts, ")
      : ""
    let why =
      problem.isEmpty ? "" : language.pick(zh: "。要解决：\(problem)", en: ". It solves: \(problem)")
    return language.pick(
      zh: "\(author)申请\(when)向 \(people) 人发送\(channel)（\(size)\(money)）\(done)\(why)",
      en:
        "\(author) asks to send \(people) \(channel) messages (\(size)\(money))\(when)\(done)\(why)"
    )
  }

  private func time(_ instant: Instant) -> String {
    let text = instant.rfc3339(in: settings.zone)
    return "\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))"
  }

  private func clock(_ instant: Instant) -> String {
    String(instant.rfc3339(in: settings.zone).dropFirst(11).prefix(8))
  }
}
