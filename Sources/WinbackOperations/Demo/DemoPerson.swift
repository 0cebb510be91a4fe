import WinbackCore

/// One customer of the demo shop with all that happened to him, before it is written down.
struct DemoPerson {
  /// Where in his life cycle a customer is meant to stand.
  enum Course {
    case mature, growing, new, declining, silent, churned, lost, returned, registered, never
  }

  /// Why someone left, for those who did.
  enum Grievance {
    case none, service, overContact, usability, firstExperience, onboarding, productChange
    case competitor, fallingActivity, finiteNeed
  }

  struct Purchase {
    var number: Int
    var createdAt: Instant
    var paidAt: Instant?
    var dispatchedAt: Instant?
    var promisedAt: Instant?
    var status: String
    var issue: String
    var amount: Int
    var discount: Int
    var refund: Int
    var refundedAt: Instant?
    var kind: String
    var category: String
    var touch: Int?
  }

  struct Happening {
    var at: Instant
    var type: String
    var object: String = ""
    var value: Int?
    var detail: String = ""
  }

  struct Contact {
    var number: Int
    var channel: Channel
    var sentAt: Instant
    var purpose: Touch.Purpose
    var campaign: DemoCampaign?
    var status: String
    var cost: Int
    var receipts: [(type: String, at: Instant)] = []
  }

  let number: Int
  var course: Course
  var grievance: Grievance = .none
  var isClosed = false
  /// 0 thrifty, 1 usual, 2 generous.
  var means = 1
  var registeredDaysAgo = 0
  var registeredAt = Instant(seconds: 0)
  /// Days ago of his order days, the latest last.
  var orderDays: [Int] = []
  var purchases: [Purchase] = []
  var happenings: [Happening] = []
  var contacts: [Contact] = []
  /// The arm he fell into, if he took part in the experiment.
  var arm: String?

  /// Shares of the courses in a thousand, those of a shop that has traded for three years.
  static let courses: [(value: Course, weight: Int)] = [
    (.mature, 150), (.growing, 130), (.new, 50), (.declining, 95), (.silent, 75), (.churned, 115),
    (.lost, 195), (.returned, 25), (.registered, 55), (.never, 110),
  ]

  /// Days without order so far; nil for those who never ordered.
  var lapse: Int? { orderDays.last }
}

extension DemoPerson {
  /// Draws a customer's course, means and order days.
  init(number: Int, _ random: inout DemoRandom) {
    self.number = number
    course = random.one(of: Self.courses)
    means = random.one(of: [(0, 45), (1, 42), (2, 13)])
    isClosed = random.chance(18)
    drawOrderDays(&random)
    if course == .churned || course == .lost || course == .never {
      grievance = random.one(of: [
        (.none, 34), (.service, 14), (.overContact, 7), (.usability, 9), (.firstExperience, 7),
        (.onboarding, 6), (.productChange, 3), (.competitor, 8), (.fallingActivity, 8),
        (.finiteNeed, 4),
      ])
    }
    switch course {
    case .registered: registeredDaysAgo = random.between(1, 88)
    case .never: registeredDaysAgo = random.between(91, 900)
    default:
      let first = orderDays.first ?? 0
      registeredDaysAgo = first + (random.chance(600) ? 0 : random.between(1, 25))
    }
  }

  private mutating func drawOrderDays(_ random: inout DemoRandom) {
    let cadence = random.between(13, 44)
    switch course {
    case .mature:
      go(
        back: random.between(4, 10) + (random.chance(350) ? random.between(3, 14) : 0),
        from: random.between(1, 29), cadence: cadence, isActive: true, &random)
    case .growing:
      let latest = random.between(1, 29)
      go(
        back: random.between(1, 3), from: latest, cadence: max(cadence, 32), isActive: true,
        &random)
    case .new:
      let latest = random.between(1, 27)
      orderDays = [latest]
      if random.chance(250), latest < 20 { orderDays = [random.between(latest + 2, 28), latest] }
    case .declining: goBack(from: random.between(30, 59), cadence, &random)
    case .silent: goBack(from: random.between(60, 89), cadence, &random)
    case .churned: goBack(from: random.between(90, 179), cadence, &random)
    case .lost:
      let latest = min(random.between(180, 520), random.between(180, 820))
      goBack(from: latest, cadence, &random)
    case .returned:
      let latest = random.between(1, 28)
      goBack(from: latest + random.between(92, 380), cadence, &random)
      orderDays.append(latest)
    case .registered, .never: orderDays = []
    }
  }

  /// A history of the length that those who fall quiet have: many short ones, some long.
  private mutating func goBack(from latest: Int, _ cadence: Int, _ random: inout DemoRandom) {
    let more = random.chance(380) ? 0 : min(random.between(1, 9), random.between(1, 14))
    go(back: more, from: latest, cadence: cadence, isActive: false, &random)
  }

  /// Sets the order days, latest last: `more` of them before the one that lies `latest` days back.
  private mutating func go(
    back more: Int, from latest: Int, cadence: Int, isActive: Bool, _ random: inout DemoRandom
  ) {
    var days = [latest]
    var day = latest
    for step in 0..<more {
      // A pause now and then, but none just before an active customer's latest order.
      let mayPause = !isActive || step > 0
      if mayPause && random.chance(14) {
        day += max(random.between(50, 200), random.between(50, 240))
      } else {
        day += max(7, min(88, cadence * random.between(55, 150) / 100))
      }
      days.append(day)
    }
    orderDays = days.reversed()
  }
}
