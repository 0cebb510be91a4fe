/// Reads one file: splits it, checks every value and every rule that needs no other record.
///
/// Never throws at bad input: rows that cannot be taken are in ``ImportBatch/rejects``.
public struct ImportParser {
  public let header: ImportHeader
  private let reader: CSVReader
  private let rules: ImportRules
  private let columns: [ImportColumn]
  private let places: [Int]
  private let choices: [[PackedName]]
  private let mainTime: Int?
  private let currency: [UInt8]
  /// Orders are judged whole only if the file tells all that the rules ask for.
  private let judgesOrders: Bool
  private var zones: [String: Bool] = [:]

  /// Reads the header; the file is refused whole when ``ImportHeader/missing`` is not empty.
  ///
  /// - Parameters:
  ///   - capacity: The longest row, in bytes.
  ///   - source: As for ``CSVReader``.
  /// - Throws: What `source` throws.
  public init(
    _ kind: ImportKind, rules: ImportRules, capacity: Int = CSVReader.defaultCapacity,
    source: @escaping CSVReader.Source
  ) throws {
    let reader = CSVReader(capacity: capacity, source: source)
    self.reader = reader
    var names: [String] = []
    if try reader.next() {
      names = (0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) }
    }
    let header = ImportHeader(names, kind: kind)
    self.header = header
    self.rules = rules
    columns = kind.columns
    places = header.places.map { $0 ?? -1 }
    choices = columns.map { column in
      switch column.form {
      case .choice(let names): names.compactMap { PackedName($0) }
      case .eventType:
        (UserEvent.activityTypes.union(UserEvent.passiveTypes)).compactMap { PackedName($0) }
      default: []
      }
    }
    mainTime = kind.mainTimeColumn
    currency = Array(rules.currency.utf8)
    judgesOrders =
      kind == .orders && header.has(kind.place("paid_at")) && header.has(kind.place("refund_minor"))
  }

  /// The next rows, at most `limit` of the file; nil at its end.
  ///
  /// - Throws: What the source throws.
  public mutating func nextBatch(limit: Int) throws -> ImportBatch? {
    var batch = ImportBatch()
    batch.cells.reserveCapacity(limit * header.kind.width)
    batch.lines.reserveCapacity(limit)
    while batch.fileRows < limit, batch.text.count < Self.textLimit, try reader.next() {
      take(into: &batch)
    }
    batch.bytes = reader.consumedBytes
    return batch.fileRows == 0 ? nil : batch
  }

  /// A batch ends early when its texts have grown to this many bytes.
  private static let textLimit = 1 << 24

  /// Adds the present record to `batch` as a row or as a reject.
  private mutating func take(into batch: inout ImportBatch) {
    let (cells, text, warnings) = (batch.cells.count, batch.text.count, batch.warnings.count)
    guard let fault = read(into: &batch) else {
      batch.lines.append(reader.line)
      return
    }
    batch.cells.removeSubrange(cells...)
    batch.text.removeSubrange(text...)
    batch.warnings.removeSubrange(warnings...)
    batch.rejects.append(ImportReject(line: reader.line, code: fault.code, column: fault.column))
  }

  private typealias Fault = (code: ImportCode, column: String)

  private mutating func read(into batch: inout ImportBatch) -> Fault? {
    guard reader.fieldCount == header.fieldCount, !reader.isBroken else { return (.columns, "") }
    if reader.mayNotBeText, let column = illFormedColumn() { return (.columns, column) }
    let first = batch.cells.count
    for index in columns.indices {
      let place = places[index]
      guard place >= 0 else {
        batch.cells.append(.empty)
        continue
      }
      let field = reader.field(place)
      let isID = columns[index].form == .id
      let bytes = isID ? field : ImportValue.trimmed(field)
      guard !bytes.isEmpty else {
        if columns[index].demand == .required { return (.missing, columns[index].name) }
        batch.cells.append(.empty)
        continue
      }
      if let cell = cell(bytes, of: index, into: &batch.text) {
        batch.cells.append(cell)
      } else if let code = columns[index].faultCode {
        if code.isReject { return (code, columns[index].name) }
        batch.cells.append(.empty)
        batch.warnings.append(
          (
            batch.count,
            ImportWarning(line: reader.line, column: columns[index].name, code: code)
          ))
      }
    }
    if header.kind.keepsAttributes { batch.cells.append(attributes(into: &batch.text)) }
    return rowFault(batch, first: first)
  }

  /// The rules over several columns, then the time.
  private func rowFault(_ batch: ImportBatch, first: Int) -> Fault? {
    if header.kind == .orders {
      // Without these columns the stored order decides first, so the time has to wait as well.
      guard judgesOrders else { return nil }
      if let fault = Self.orderFault(batch.cells[first...], stored: nil) { return fault }
    }
    return futureFault(batch.cells[first...])
  }

  private func futureFault(_ cells: ArraySlice<ImportCell>) -> Fault? {
    Self.futureFault(cells, kind: header.kind, mainTime: mainTime, rules: rules)
  }

  private func illFormedColumn() -> String? {
    for index in columns.indices where places[index] >= 0 {
      if !ImportValue.isText(reader.field(places[index])) { return columns[index].name }
    }
    return header.attributes.first { !ImportValue.isText(reader.field($0.place)) }.map {
      "attr_" + $0.name
    }
  }

  private mutating func cell(
    _ bytes: UnsafeBufferPointer<UInt8>, of index: Int, into text: inout [UInt8]
  ) -> ImportCell? {
    switch columns[index].form {
    case .id: ImportValue.isIdentifier(bytes) ? Self.keep(bytes, in: &text) : nil
    case .text: Self.keep(bytes, in: &text)
    case .instant: Instant(rfc3339: bytes).map { .integer($0.seconds) }
    case .money, .wholeNumber: ImportValue.digits(bytes).map { .integer($0) }
    case .currency: bytes.elementsEqual(currency) ? Self.keep(bytes, in: &text) : nil
    case .flag: ImportValue.flag(bytes).map { .integer($0) }
    case .phone: ImportValue.phone(bytes).map { Self.keep($0, in: &text) }
    case .email: ImportValue.email(bytes).map { Self.keep($0, in: &text) }
    case .zone: isZone(bytes) ? Self.keep(bytes, in: &text) : nil
    case .region: ImportValue.isRegion(bytes) ? Self.keep(bytes, in: &text) : nil
    case .eventType:
      PackedName(bytes).map(choices[index].contains) ?? false
        || UserEvent.isKnown(String(decoding: bytes, as: UTF8.self))
        ? Self.keep(bytes, in: &text) : nil
    case .choice:
      PackedName(bytes).flatMap(choices[index].firstIndex).map { .choice(UInt8($0)) }
    }
  }

  private static func keep(_ bytes: UnsafeBufferPointer<UInt8>, in text: inout [UInt8])
    -> ImportCell
  {
    let start = UInt32(text.count)
    text.append(contentsOf: bytes)
    return .text(start: start, count: UInt32(bytes.count))
  }

  private static func keep(_ string: String, in text: inout [UInt8]) -> ImportCell {
    var copy = string
    return copy.withUTF8 { keep($0, in: &text) }
  }

  /// Zones are looked up once: a lookup reads a file.
  private mutating func isZone(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 64 else { return false }
    let name = String(decoding: bytes, as: UTF8.self)
    if let known = zones[name] { return known }
    let isKnown = Zone(identifier: name) != nil
    if zones.count < 4096 { zones[name] = isKnown }
    return isKnown
  }

  /// The attributes as a JSON object of texts without the empty ones, names in byte order.
  private func attributes(into text: inout [UInt8]) -> ImportCell {
    let start = text.count
    for attribute in header.attributes {
      let value = ImportValue.trimmed(reader.field(attribute.place))
      guard !value.isEmpty else { continue }
      text.append(text.count == start ? 0x7B : 0x2C)
      JSONText.append(attribute.name.utf8, to: &text)
      text.append(0x3A)
      JSONText.append(value, to: &text)
    }
    guard text.count > start else { return .empty }
    text.append(0x7D)
    return .text(start: UInt32(start), count: UInt32(text.count - start))
  }
}

/// Writes JSON strings as bytes.
public enum JSONText {
  /// Appends UTF-8 bytes as a JSON string, escaping only what must be.
  public static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    text.append(0x22)
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C:
        text.append(0x5C)
        text.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        text.append(contentsOf: Array("\\u00".utf8))
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
      default: text.append(byte)
      }
    }
    text.append(0x22)
  }
}
