/// Gathers the values of one field, a block of users at a time.
struct ColumnBuilder {
  let field: SegmentField
  private var validity = BitWords()
  private var integers: [Int32] = []
  private var amounts: [Int64] = []
  private var decimals: [Double] = []
  private var texts = TextBuilder()
  private var flags = BitWords()

  init(_ field: SegmentField) {
    self.field = field
  }

  mutating func append(_ profiles: UnsafeMutableBufferPointer<UserProfile>) {
    switch field.reader {
    case .integer(let read):
      for place in profiles.indices {
        let value = read(&profiles[place])
        integers.append(Int32(clamping: value ?? 0))
        validity.append(value != nil)
      }
    case .money(let read):
      for place in profiles.indices {
        let value = read(&profiles[place])
        amounts.append(value?.minor ?? 0)
        validity.append(value != nil)
      }
    case .decimal(let read):
      for place in profiles.indices {
        let value = read(&profiles[place])
        decimals.append(value ?? 0)
        validity.append(value != nil)
      }
    case .text(let read):
      for place in profiles.indices {
        let value = read(&profiles[place])
        texts.append(value)
        validity.append(value != nil)
      }
    case .flag(let read):
      for place in profiles.indices {
        let value = read(&profiles[place])
        flags.append(value ?? false)
        validity.append(value != nil)
      }
    }
  }

  func build() -> UserColumn {
    let values: UserColumn.Values =
      switch field.reader {
      case .integer: .integers(ColumnStorage(integers))
      case .money: .amounts(ColumnStorage(amounts))
      case .decimal: .decimals(ColumnStorage(decimals))
      case .text: texts.build()
      case .flag: .flags(ColumnStorage(flags.words))
      }
    return UserColumn(values, validity: validity.isFull ? nil : ColumnStorage(validity.words))
  }
}

/// Gathers the values of an attribute, which most rows may lack.
struct AttributeBuilder {
  private var texts = TextBuilder()
  private var validity = BitWords()

  mutating func append(_ value: String, row: Int) {
    pad(to: row)
    texts.append(value)
    validity.append(true)
  }

  func build(rowCount: Int) -> UserColumn {
    var full = self
    full.pad(to: rowCount)
    return UserColumn(full.texts.build(), validity: ColumnStorage(full.validity.words))
  }

  private mutating func pad(to row: Int) {
    while validity.count < row {
      texts.append(nil)
      validity.append(false)
    }
  }
}

/// Gathers the instants of one event type.
struct EventBuilder {
  private var offsets: [UInt32] = [0]
  private var instants: [Int64] = []

  mutating func append(_ seconds: [Int64], row: Int) {
    while offsets.count <= row { offsets.append(UInt32(instants.count)) }
    instants.append(contentsOf: seconds)
    offsets.append(UInt32(instants.count))
  }

  func build(rowCount: Int) -> EventColumn {
    var offsets = offsets
    while offsets.count <= rowCount { offsets.append(UInt32(instants.count)) }
    return EventColumn(offsets: ColumnStorage(offsets), instants: ColumnStorage(instants))
  }
}

/// Gives each distinct text a number as it comes, and the numbers of byte order at the end.
struct TextBuilder {
  private var distinct: [String] = []
  private var codes: [UInt32] = []
  /// Filled from the first text on that does not stand after all before it: ids never need it.
  private var numbers: [ExactText: UInt32] = [:]
  private var isAscending = true

  mutating func append(_ text: String?) {
    guard let text else {
      codes.append(0)
      return
    }
    if isAscending {
      guard let last = distinct.last, !last.utf8.lexicographicallyPrecedes(text.utf8) else {
        return appendNew(text)
      }
      isAscending = false
      for (number, text) in distinct.enumerated() { numbers[ExactText(text)] = UInt32(number) }
    }
    let key = ExactText(text)
    if let number = numbers[key] {
      codes.append(number)
    } else {
      numbers[key] = UInt32(distinct.count)
      appendNew(text)
    }
  }

  private mutating func appendNew(_ text: String) {
    codes.append(UInt32(distinct.count))
    distinct.append(text)
  }

  func build() -> UserColumn.Values {
    if isAscending { return .texts(ColumnStorage(codes), TextDictionary(sorted: distinct)) }
    let order = distinct.indices.sorted {
      distinct[$0].utf8.lexicographicallyPrecedes(distinct[$1].utf8)
    }
    var places = [UInt32](repeating: 0, count: distinct.count)
    for (place, number) in order.enumerated() { places[number] = UInt32(place) }
    let sorted = codes.map { places.isEmpty ? 0 : places[Int($0)] }
    return .texts(ColumnStorage(sorted), TextDictionary(sorted: order.lazy.map { distinct[$0] }))
  }
}

/// Bits in words of 64, in the order appended.
struct BitWords {
  private(set) var words: [UInt64] = []
  private(set) var count = 0
  private var ones = 0

  var isFull: Bool { ones == count }

  mutating func append(_ bit: Bool) {
    if count & 63 == 0 { words.append(0) }
    if bit {
      words[count >> 6] |= 1 << UInt64(count & 63)
      ones += 1
    }
    count += 1
  }
}
