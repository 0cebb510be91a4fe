/// Where an SMS is billed, which decides how it is counted.
public enum SMSMarket: String, Sendable, CaseIterable, Codable {
  /// Mainland China: every character counts 1 whatever it is, 70 in one message, else 67 in each.
  case cn
  /// GSM-7 with 160 and 153 where the whole message allows it, else UCS-2 with 70 and 67.
  case international
}

/// How long an SMS is and into how many messages it is billed.
///
/// Sources: help.aliyun.com 44335, Huawei smn_faq_0009; GSM 03.38 and 03.40 abroad. A character beyond
/// the basic plane takes two UTF-16 units, as UCS-2 payload carries it.
public struct SMSLength: Hashable, Sendable {
  public enum Encoding: String, Sendable, Codable {
    case gsm7 = "GSM-7"
    case ucs2 = "UCS-2"
  }

  /// Septets in GSM-7, UTF-16 units in UCS-2.
  public let units: Int
  /// Messages billed; 1 for an empty text.
  public let segments: Int
  public let encoding: Encoding
  /// The first character abroad that is not in GSM-7 and so more than halves what a message holds.
  public let forcing: Unicode.Scalar?

  /// - Parameter text: The whole message: signature with brackets, body, appended text.
  public init(_ text: String, market: SMSMarket) {
    self.init([.text(ArraySlice(text.unicodeScalars))], market: market)
  }

  /// A stretch of a message whose text may not be known yet.
  enum Part: Hashable, Sendable {
    case text(ArraySlice<Unicode.Scalar>)
    /// A value of that many units.
    case value(Int)
  }

  init(_ parts: [Part], market: SMSMarket) {
    forcing = market == .cn ? nil : Self.firstBeyondGSM(parts)
    let encoding: Encoding = market == .international && forcing == nil ? .gsm7 : .ucs2
    self.encoding = encoding
    let single = encoding == .gsm7 ? 160 : 70
    let each = encoding == .gsm7 ? 153 : 67
    var total = 0
    for part in parts {
      switch part {
      case .value(let length): total += length
      case .text(let scalars):
        for scalar in scalars { total += Self.size(scalar, encoding) }
      }
    }
    units = total
    if total <= single {
      segments = 1
    } else if market == .cn {
      segments = (total + each - 1) / each
    } else {
      var packing = Packing(capacity: each)
      for part in parts {
        switch part {
        case .value(let length): packing.add(singles: length)
        case .text(let scalars):
          for scalar in scalars { packing.add(Self.size(scalar, encoding)) }
        }
      }
      segments = packing.count
    }
  }

  private static func size(_ scalar: Unicode.Scalar, _ encoding: Encoding) -> Int {
    encoding == .gsm7 ? GSMAlphabet.septets(scalar) ?? 1 : (scalar.value > 0xFFFF ? 2 : 1)
  }

  private static func firstBeyondGSM(_ parts: [Part]) -> Unicode.Scalar? {
    for case .text(let scalars) in parts {
      if let found = scalars.first(where: { GSMAlphabet.septets($0) == nil }) { return found }
    }
    return nil
  }

  /// Fills messages one after the other; a character of two units is never torn apart.
  private struct Packing {
    let capacity: Int
    private(set) var count = 1
    private var used = 0

    init(capacity: Int) {
      self.capacity = capacity
    }

    mutating func add(_ size: Int) {
      if used + size > capacity {
        count += 1
        used = 0
      }
      used += size
    }

    mutating func add(singles length: Int) {
      guard length > 0 else { return }
      let all = used + length
      count += (all - 1) / capacity
      used = (all - 1) % capacity + 1
    }
  }
}

/// How long a message gets, depending on the values that fill its slots.
public struct SMSLengthRange: Hashable, Sendable {
  public let shortest: SMSLength
  public let longest: SMSLength

  /// - Parameters:
  ///   - lengths: Shortest and longest value of each slot, in units. A slot that is not named counts
  ///     as written. A fallback of another length widens the range.
  public init(
    prefix: String, body: [Unicode.Scalar], placeholders: [Placeholder], suffix: [Unicode.Scalar],
    lengths: [String: ClosedRange<Int>], market: SMSMarket
  ) {
    func parts(_ choose: (ClosedRange<Int>) -> Int) -> [SMSLength.Part] {
      var parts: [SMSLength.Part] = [.text(ArraySlice(prefix.unicodeScalars))]
      var read = 0
      for slot in placeholders {
        guard let length = lengths[slot.name] else { continue }
        parts.append(.text(body[read..<slot.range.lowerBound]))
        let spare = slot.fallback.map { $0.utf16.count } ?? length.lowerBound
        parts.append(
          .value(choose(min(length.lowerBound, spare)...max(length.upperBound, spare))))
        read = slot.range.upperBound
      }
      return parts + [.text(body[read...]), .text(suffix[...])]
    }
    shortest = SMSLength(parts(\.lowerBound), market: market)
    longest = lengths.isEmpty ? shortest : SMSLength(parts(\.upperBound), market: market)
  }
}
