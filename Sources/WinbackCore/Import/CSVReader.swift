/// Splits a stream of bytes into records of fields, in constant memory.
///
/// RFC 4180 with LF or CRLF and an optional byte order mark; blank lines are skipped. A quote inside an
/// unquoted field, or text after a closing quote, is taken as it stands. A record that never closes its
/// quote, or is longer than the buffer, is given as broken and has no fields.
///
///     let reader = CSVReader { try handle.read(into: $0) }
///     while try reader.next() { use(reader.field(0)) }
public final class CSVReader {
  /// Fills the space it is given from its beginning and returns how many bytes it wrote; 0 at the end.
  public typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

  /// The longest record by default, in bytes.
  public static let defaultCapacity = 1 << 20

  /// The physical line on which the present record starts, 1-based.
  public private(set) var line = 0
  /// The number of fields of the present record; 0 when it is broken.
  public private(set) var fieldCount = 0
  public private(set) var isBroken = false
  /// False when every byte of the present record is ASCII other than NUL.
  public private(set) var mayNotBeText = false
  /// Bytes taken from the source so far, less those not yet looked at.
  public private(set) var consumedBytes = 0

  private let source: Source
  private let capacity: Int
  private let buffer: UnsafeMutablePointer<UInt8>
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  private var hasBegun = false
  private var nextLine = 1
  private var fields: UnsafeMutablePointer<Field>
  private var fieldCapacity = 64

  private struct Field {
    var start: Int
    var count: Int
    /// Holds doubled quotes or text after the closing quote; `start` is the opening quote.
    var isEscaped: Bool
  }

  private static let quote: UInt8 = 0x22
  private static let comma: UInt8 = 0x2C
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// - Parameter capacity: The longest record, in bytes; at least 16.
  public init(capacity: Int = CSVReader.defaultCapacity, source: @escaping Source) {
    self.source = source
    self.capacity = max(16, capacity)
    buffer = .allocate(capacity: self.capacity)
    fields = .allocate(capacity: fieldCapacity)
  }

  deinit {
    buffer.deallocate()
    fields.deallocate()
  }

  /// A field of the present record, quotes resolved; valid until the next call of ``next()``.
  public func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index < fieldCount)
    return UnsafeBufferPointer(start: buffer + fields[index].start, count: fields[index].count)
  }

  /// Goes on to the next record that is not blank; false at the end.
  ///
  /// - Throws: What the source throws.
  public func next() throws -> Bool {
    while true {
      if start == end, try !fill() { return false }
      line = nextLine
      isBroken = false
      fieldCount = 0
      guard scan() else {
        if start == 0, end == capacity {
          try skip()
          return true
        }
        _ = try fill()
        continue
      }
      if isBroken { fieldCount = 0 }
      if isBlank { continue }
      for index in 0..<fieldCount where fields[index].isEscaped { unescape(index) }
      return true
    }
  }

  /// Nothing at all between two line ends; a lone `""` is a record of one empty field.
  private var isBlank: Bool {
    fieldCount == 1 && fields[0].count == 0 && fields[0].start == recordStart
  }

  /// Where the present record starts in the buffer.
  private var recordStart = 0

  /// Moves what is left to the front and reads until the buffer is full or the source ends; false when
  /// nothing came.
  private func fill() throws -> Bool {
    if start > 0 {
      buffer.update(from: buffer + start, count: end - start)
      end -= start
      start = 0
    }
    let before = end
    while end < capacity, !isAtEnd {
      let space = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
      let count = try source(space)
      if count <= 0 { isAtEnd = true } else { end += min(count, space.count) }
    }
    if !hasBegun {
      hasBegun = true
      if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF {
        start = 3
        consumedBytes = 3
      }
      return end > start
    }
    return end > before
  }

  /// Finds the fields of the record at `start`; false when its end has not been read yet.
  private func scan() -> Bool {
    let (buffer, end) = (buffer, end)
    var at = start
    var lines = 0
    var seen: UInt8 = 0
    recordStart = start
    fieldCount = 0
    while true {
      let begin = at
      var isEscaped = false
      if at < end, buffer[at] == Self.quote {
        at += 1
        while true {
          while at < end, buffer[at] != Self.quote {
            if buffer[at] == Self.lineFeed { lines += 1 }
            seen |= buffer[at] | (buffer[at] &- 1)
            at += 1
          }
          guard at < end else {
            guard isAtEnd else { return false }
            isBroken = true
            finish(at, lines: lines, seen: seen)
            return true
          }
          if at + 1 == end, !isAtEnd { return false }
          guard at + 1 < end, buffer[at + 1] == Self.quote else { break }
          isEscaped = true
          at += 2
        }
        let close = at
        at += 1
        let endsHere =
          at == end || buffer[at] == Self.comma || buffer[at] == Self.lineFeed
          || (buffer[at] == Self.carriageReturn && at + 1 < end
            && buffer[at + 1] == Self.lineFeed)
        if endsHere, !isEscaped {
          add(begin + 1, close, isEscaped: false)
          if at < end, buffer[at] == Self.carriageReturn { at += 1 }
        } else {
          while at < end, buffer[at] != Self.comma, buffer[at] != Self.lineFeed {
            seen |= buffer[at] | (buffer[at] &- 1)
            at += 1
          }
          if at == end, !isAtEnd { return false }
          let isLast = at == end || buffer[at] == Self.lineFeed
          let hasReturn = isLast && at > close + 1 && buffer[at - 1] == Self.carriageReturn
          add(begin, hasReturn ? at - 1 : at, isEscaped: true)
        }
      } else {
        while at < end {
          let byte = buffer[at]
          if byte == Self.comma || byte == Self.lineFeed { break }
          seen |= byte | (byte &- 1)
          at += 1
        }
        if at == end, !isAtEnd { return false }
        let isLast = at == end || buffer[at] == Self.lineFeed
        let hasReturn = isLast && at > begin && buffer[at - 1] == Self.carriageReturn
        add(begin, hasReturn ? at - 1 : at, isEscaped: false)
      }
      if at == end {
        finish(at, lines: lines, seen: seen)
        return true
      }
      at += 1
      if buffer[at - 1] == Self.lineFeed {
        finish(at, lines: lines + 1, seen: seen)
        return true
      }
    }
  }

  private func add(_ from: Int, _ to: Int, isEscaped: Bool) {
    if fieldCount == fieldCapacity {
      let larger = UnsafeMutablePointer<Field>.allocate(capacity: fieldCapacity * 2)
      larger.moveInitialize(from: fields, count: fieldCount)
      fields.deallocate()
      fields = larger
      fieldCapacity *= 2
    }
    (fields + fieldCount).initialize(
      to: Field(start: from, count: to - from, isEscaped: isEscaped))
    fieldCount += 1
  }

  private func finish(_ at: Int, lines: Int, seen: UInt8) {
    consumedBytes += at - start
    start = at
    nextLine += lines
    mayNotBeText = seen >= 0x80
  }

  /// Writes the text of a quoted field over its quoted form, which is never shorter.
  private func unescape(_ index: Int) {
    let field = fields[index]
    var (at, to) = (field.start + 1, field.start)
    let end = field.start + field.count
    var isInside = true
    while at < end {
      if isInside, buffer[at] == Self.quote {
        guard at + 1 < end, buffer[at + 1] == Self.quote else {
          isInside = false
          at += 1
          continue
        }
        at += 1
      }
      buffer[to] = buffer[at]
      (at, to) = (at + 1, to + 1)
    }
    fields[index].count = to - field.start
    fields[index].isEscaped = false
  }

  /// Passes over a record that does not fit the buffer, by the same rules, keeping nothing of it.
  private func skip() throws {
    enum Place { case fieldStart, plain, quoted, quoteSeen }
    var place = Place.fieldStart
    isBroken = true
    fieldCount = 0
    mayNotBeText = true
    while true {
      while start < end {
        let byte = buffer[start]
        start += 1
        consumedBytes += 1
        if byte == Self.lineFeed { nextLine += 1 }
        switch (place, byte) {
        case (.quoted, Self.quote): place = .quoteSeen
        case (.quoted, _): break
        case (.quoteSeen, Self.quote): place = .quoted
        case (_, Self.lineFeed): return
        case (_, Self.comma): place = .fieldStart
        case (.fieldStart, Self.quote): place = .quoted
        default: place = .plain
        }
      }
      if try !fill() { return }
    }
  }
}
