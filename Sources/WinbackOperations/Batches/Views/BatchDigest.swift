import Synchronization
import WinbackCore

/// What a view shows of the rows of a batch, gathered in one pass over them.
struct BatchDigest: Sendable {
  /// Why a sample is shown early.
  enum Note: Sendable {
    case longest, mostParts, fallback, rareCharacter, ordinary
  }

  /// The worst first.
  private(set) var samples: [(message: Recipient, note: Note)] = []
  private(set) var partsTotal = 0
  private var partCounts: [Int: Int] = [:]
  private var longest: [Recipient] = []
  private var mostParts: Recipient?
  private var fallbacks: [Recipient] = []
  private var rare: [Recipient] = []
  private var ordinary: [Recipient] = []
  private let fallbackUsers: Set<User.ID>
  private let step: Int
  private var seen = 0

  /// How many samples can be paged through.
  static let sampleCount = 20

  /// - Parameters:
  ///   - recipients: How many rows there will be.
  ///   - fallbackUsers: Users known to get a fallback.
  init(recipients: Int, fallbackUsers: [User.ID]) {
    step = max(1, recipients / Self.sampleCount)
    self.fallbackUsers = Set(fallbackUsers)
  }

  /// Takes the next row by user id; those kept back are passed over.
  mutating func add(_ message: Recipient) {
    guard !message.isControl else { return }
    partsTotal += message.parts
    partCounts[message.parts, default: 0] += 1
    if longest.count < 3 || message.units > longest[longest.count - 1].units {
      let place = longest.firstIndex { $0.units < message.units } ?? longest.count
      longest.insert(message, at: place)
      if longest.count > 3 { longest.removeLast() }
    }
    if mostParts.map({ message.parts > $0.parts }) ?? (message.parts > 1) { mostParts = message }
    if fallbackUsers.contains(message.user) { fallbacks.append(message) }
    if rare.count < 3, Self.hasRareCharacter(message.text) { rare.append(message) }
    if seen % step == 0, ordinary.count < Self.sampleCount { ordinary.append(message) }
    seen += 1
  }

  /// Puts the samples in order, each user once.
  mutating func finish() {
    var shown: Set<User.ID> = []
    samples = []
    func add(_ messages: some Sequence<Recipient>, _ note: Note) {
      for message in messages
      where samples.count < Self.sampleCount && shown.insert(message.user).inserted {
        samples.append((message, note))
      }
    }
    add(longest.prefix(1), .longest)
    add([mostParts].compactMap { $0 }, .mostParts)
    add(fallbacks, .fallback)
    add(rare, .rareCharacter)
    add(longest, .longest)
    add(ordinary, .ordinary)
  }

  /// The messages a recipient costs: the fewest, the middle one and the most.
  var parts: (low: Int, middle: Int, high: Int) {
    let sizes = partCounts.keys.sorted()
    guard let low = sizes.first, let high = sizes.last else { return (0, 0, 0) }
    var before = 0
    for size in sizes {
      before += partCounts[size] ?? 0
      if before * 2 >= seen { return (low, size, high) }
    }
    return (low, high, high)
  }

  /// A sign that handsets or providers are known to stumble over: neither ASCII nor everyday Chinese.
  private static func hasRareCharacter(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x20...0x7E, 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF, 0x2010...0x2027, 0xB7:
        false
      default: true
      }
    }
  }
}

/// Keeps the latest digests: the rows of a frozen batch never change.
final class BatchDigestCache: Sendable {
  /// What a digest was made of.
  struct Key: Hashable {
    var batch: Batch.ID
    var version: Int
    /// The content hash, or what a draft was planned from.
    var content: String
  }

  private let known = Mutex<[(key: Key, value: BatchDigest)]>([])
  private static let limit = 16

  func digest(_ key: Key, make: () throws -> BatchDigest) rethrows -> BatchDigest {
    if let found = known.withLock({ $0.first { $0.key == key }?.value }) { return found }
    let made = try make()
    known.withLock {
      $0.removeAll { $0.key == key }
      $0.append((key, made))
      if $0.count > Self.limit { $0.removeFirst() }
    }
    return made
  }
}
