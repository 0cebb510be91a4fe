/// What an import is judged by besides the form of its values.
public struct ImportRules: Hashable, Sendable {
  /// Records more than five minutes later are rejected.
  public var now: Instant
  /// The only currency that is taken, such as `CNY`.
  public var currency: String
  public var rejectLimit: RejectLimit

  public init(now: Instant, currency: String, rejectLimit: RejectLimit = .standard) {
    self.now = now
    self.currency = currency
    self.rejectLimit = rejectLimit
  }

  static let futureTolerance: Int64 = 300

  /// The rule over several columns that an order breaks first, and the column at fault.
  ///
  /// Takes the order as it would be stored, so that a file without a column is judged by what is
  /// known already. Source: SPEC 2.
  public static func fault(
    inOrder status: Order.Status, createdAt: Int64, paidAt: Int64?, amount: Int64, refund: Int64?
  ) -> (code: ImportCode, column: String)? {
    if let paidAt {
      if paidAt < createdAt { return (.order, "paid_at") }
    } else if status != .created, status != .cancelled {
      return (.missing, "paid_at")
    }
    if let refund, refund > amount { return (.order, "refund_minor") }
    return nil
  }
}

/// The share of a file's rows that may be rejected before nothing is stored.
public struct RejectLimit: Hashable, Sendable {
  /// Millionths, 0 to 1,000,000.
  public let millionths: Int64

  /// 1 %.
  public static let standard = RejectLimit(millionths: 10_000)
  /// Whatever is rejected, the rest is stored.
  public static let none = RejectLimit(millionths: 1_000_000)

  private init(millionths: Int64) {
    self.millionths = millionths
  }

  /// Reads a percentage of up to four decimals, with or without its sign: `1%`, `0.5`, `100 %`.
  public init?(_ text: String) {
    var digits = text.trimmingOuterSpace()
    if digits.hasSuffix("%") { digits = String(digits.dropLast()).trimmingOuterSpace() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard let whole = parts.first, (1...3).contains(whole.utf8.count), parts.count <= 2,
      parts.count == 1 || (1...4).contains(decimals.utf8.count),
      (whole + decimals).utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let value = Int64(whole + decimals + String(repeating: "0", count: 4 - decimals.utf8.count)),
      value <= 1_000_000
    else { return nil }
    millionths = value
  }

  /// As a percentage: `1%`, `0.5%`.
  public var text: String {
    let decimals = String(String(1_000_000 + millionths % 10_000).suffix(4))
    let kept = String(decimals.reversed().drop { $0 == "0" }.reversed())
    return "\(millionths / 10_000)\(kept.isEmpty ? "" : ".\(kept)")%"
  }

  /// Tells whether so many rejected rows of so many are too many: more than ⌊rows · limit⌋.
  public func isBroken(rejected: Int, of rows: Int) -> Bool {
    let allowed = Int64(rows).multipliedFullWidth(by: millionths)
    return Int64(rejected) > Int64(1_000_000).dividingFullWidth(allowed).quotient
  }
}
