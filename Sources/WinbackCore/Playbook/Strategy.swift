/// Whom to message, with what and on which channel, and which problem of theirs that solves.
public struct Strategy: Hashable, Sendable {
  public typealias ID = Identifier<Strategy>

  /// The file's name without its extension, or its `name`.
  public var id: ID
  public var titleZh: String
  public var titleEn: String
  /// Which problem of the user this message solves (解决什么问题).
  public var problem: String
  public var segment: String
  public var channel: Channel
  public var template: MessageTemplate.ID
  /// The lever plan it promises; nil for a plain message.
  public var plan: String?
  /// 1 is highest.
  public var priority: Int
  public var purpose: Touch.Purpose
  /// Share kept back to measure the effect, in basis points.
  public var controlBP: Int
  /// The most that messages may cost; nil means no limit of its own.
  public var budget: Money?
  /// Where it stands.
  public var location: FileLocation?

  public init(
    id: ID, titleZh: String? = nil, titleEn: String? = nil, problem: String, segment: String,
    channel: Channel, template: MessageTemplate.ID, plan: String? = nil, priority: Int = 5,
    purpose: Touch.Purpose = .recall, controlBP: Int = 1000, budget: Money? = nil,
    location: FileLocation? = nil
  ) {
    self.id = id
    self.titleZh = titleZh ?? titleEn ?? id.text
    self.titleEn = titleEn ?? titleZh ?? id.text
    self.problem = problem
    self.segment = segment
    self.channel = channel
    self.template = template
    self.plan = plan
    self.priority = priority
    self.purpose = purpose
    self.controlBP = controlBP
    self.budget = budget
    self.location = location
  }

  public func title(_ language: Language) -> String { language.pick(zh: titleZh, en: titleEn) }
}

extension Strategy {
  /// Reads a file of `strategies/`.
  ///
  /// - Parameter fileName: The name when the file gives none: the file's own, without its ending.
  /// - Returns: The strategy, nil when a required key is missing or faulty, and every fault found.
  public static func read(
    _ file: LocatedValue, named fileName: String
  ) -> (strategy: Strategy?, faults: [SettingsFault]) {
    var reader = MappingReader(file, zh: "策略文件", en: "a strategy file")
    func required(_ key: String, example: String) -> String? {
      let isPresent = reader.value(key) != nil
      let text = reader.text(key)
      if !isPresent { reader.missing(key, example: "\(key): \(example)") }
      return text
    }
    let name = reader.text("name") ?? fileName
    let title = reader.title("title")
    let problem = required("problem", example: "购物车里的商品降价了，他还不知道")
    let segment = required("segment", example: "cart_left")
    let template = required("template", example: "price-drop-sms")
    let channel = reader.choice("channel", of: Channel.self)
    if channel == nil, reader.value("channel") == nil {
      reader.missing("channel", example: "channel: sms")
    }
    let plan = reader.text("plan")
    let priority = reader.integer("priority", in: 1...99) ?? 5
    let purpose = reader.choice("purpose", of: Touch.Purpose.self) ?? .recall
    let control = reader.integer("control_bp", in: 0...9000) ?? (purpose == .service ? 0 : 1000)
    let budget = reader.integer("budget_minor", in: 0...1_000_000_000_000)
    if !IdentifierRule.isValid(name) {
      reader.fault(
        file.location, zh: "name 应为 1 到 64 个字符，首尾无空格",
        en: "a name has 1 to 64 characters and no outer spaces")
    }
    let faults = reader.finish()
    guard let problem, let segment, let template, let channel, IdentifierRule.isValid(name) else {
      return (nil, faults)
    }
    let strategy = Strategy(
      id: ID(name), titleZh: title?.zh, titleEn: title?.en, problem: problem, segment: segment,
      channel: channel, template: MessageTemplate.ID(template), plan: plan, priority: priority,
      purpose: purpose, controlBP: control, budget: budget.map { Money(minor: Int64($0)) },
      location: file.location)
    return (strategy, faults)
  }
}
