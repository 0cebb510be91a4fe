/// A built-in phrase found in a text.
public struct PhraseHit: Hashable, Sendable {
  public let list: PhraseList
  /// Code points of the text; half-open.
  public let range: Range<Int>
}

/// All built-in phrases, found in one pass over a text.
public struct PhraseIndex: Sendable {
  public static let shared = PhraseIndex()

  private struct Entry: Sendable {
    let list: PhraseList
    let scalars: [Unicode.Scalar]
    let isAllowance: Bool
  }

  /// By first scalar, the longest first; the first bucket is empty.
  private let buckets: [[Entry]]
  /// The bucket of each scalar of the basic plane. Phrases begin with no other.
  private let bucketOf: [UInt8]

  private init() {
    var entries: [Unicode.Scalar: [Entry]] = [:]
    for list in PhraseList.allCases {
      for (phrases, isAllowance) in [(list.phrases, false), (list.allowed, true)] {
        for phrase in phrases {
          let scalars = Array(phrase.unicodeScalars)
          entries[scalars[0], default: []].append(
            Entry(list: list, scalars: scalars, isAllowance: isAllowance))
        }
      }
    }
    var buckets: [[Entry]] = [[]]
    var bucketOf = [UInt8](repeating: 0, count: 0x10000)
    for (first, found) in entries {
      // There are far fewer than 255 first scalars; a test finds every phrase.
      bucketOf[Int(first.value)] = UInt8(buckets.count)
      buckets.append(found.sorted { $0.scalars.count > $1.scalars.count })
    }
    self.buckets = buckets
    self.bucketOf = bucketOf
  }

  /// The hits in text order, of each list only the longest at a place.
  ///
  /// A Latin phrase matches whole words in any case. A hit inside an allowed phrase is left out.
  public func hits(in scalars: [Unicode.Scalar]) -> [PhraseHit] {
    var hits: [PhraseHit] = []
    var allowances: [PhraseHit] = []
    for index in scalars.indices {
      let first = scalars[index].asciiLowercased
      guard first.value < 0x10000, bucketOf[Int(first.value)] != 0 else { continue }
      var taken = 0
      for entry in buckets[Int(bucketOf[Int(first.value)])]
      where matches(entry.scalars, scalars, at: index) {
        let hit = PhraseHit(list: entry.list, range: index..<index + entry.scalars.count)
        if entry.isAllowance {
          allowances.append(hit)
        } else if taken & (1 << entry.list.rawValue) == 0 {
          taken |= 1 << entry.list.rawValue
          hits.append(hit)
        }
      }
    }
    guard !allowances.isEmpty else { return hits }
    return hits.filter { hit in
      !allowances.contains { allowed in
        allowed.list == hit.list && allowed.range.lowerBound <= hit.range.lowerBound
          && hit.range.upperBound <= allowed.range.upperBound
      }
    }
  }

  private func matches(
    _ phrase: [Unicode.Scalar], _ scalars: [Unicode.Scalar], at index: Int
  ) -> Bool {
    let end = index + phrase.count
    guard end <= scalars.count else { return false }
    for offset in phrase.indices where scalars[index + offset].asciiLowercased != phrase[offset] {
      return false
    }
    func isLetter(_ position: Int) -> Bool {
      scalars.indices.contains(position) && LinkCharacters.isLetter(scalars[position])
    }
    return !(isLetter(index) && isLetter(index - 1)) && !(isLetter(end - 1) && isLetter(end))
  }
}

extension Unicode.Scalar {
  /// The scalar with an ASCII capital made small.
  var asciiLowercased: Unicode.Scalar {
    guard value >= 0x41, value <= 0x5A else { return self }
    // Capital and small ASCII letters differ by this bit, so the result is a scalar.
    return Unicode.Scalar(UInt8(value | 0x20))
  }
}
