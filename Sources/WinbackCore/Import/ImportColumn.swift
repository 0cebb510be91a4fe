/// A column of an imported file: its name, what its values look like, and what a bad value costs.
public struct ImportColumn: Hashable, Sendable {
  /// What a value must look like, and so which code a bad one gets.
  public enum Form: Hashable, Sendable {
    /// 1–64 characters without control characters and outer spaces; the only form not trimmed.
    case id
    case text
    /// RFC 3339 with an offset.
    case instant
    /// 1–15 digits, minor units.
    case money
    /// The workspace's currency and no other.
    case currency
    /// 1–15 digits.
    case wholeNumber
    /// `0` or `1`.
    case flag
    case phone, email, zone, region
    case eventType
    /// One of these names.
    case choice(names: [String])

    static func choice<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> Form
    where Choice.RawValue == String {
      .choice(names: type.allCases.map(\.rawValue))
    }
  }

  /// What happens to the row when the value is bad.
  public enum Demand: Sendable {
    /// Rejected, as when the value is missing.
    case required
    /// Rejected; the value may be missing. Marked `!` in SPEC 2.
    case strict
    /// The value is emptied and a warning given.
    case lenient
  }

  public let name: String
  public let form: Form
  public let demand: Demand

  init(_ name: String, _ form: Form = .text, demand: Demand = .lenient) {
    self.name = name
    self.form = form
    self.demand = demand
  }

  static func required(_ name: String, _ form: Form) -> ImportColumn {
    ImportColumn(name, form, demand: .required)
  }

  static func strict(_ name: String, _ form: Form) -> ImportColumn {
    ImportColumn(name, form, demand: .strict)
  }

  /// The code of a value that is not of the column's form; nil for a text, which cannot be bad.
  public var faultCode: ImportCode? {
    let rejects = demand != .lenient
    return switch form {
    case .id: .id
    case .text: nil
    case .instant: rejects ? .time : .emptiedTime
    case .money: rejects ? .money : .emptiedMoney
    case .currency: .currency
    case .wholeNumber: .emptiedInteger
    case .flag, .eventType, .choice: rejects ? .choice : .emptiedChoice
    case .phone: .emptiedPhone
    case .email: .emptiedEmail
    case .zone: .emptiedZone
    case .region: .emptiedRegion
    }
  }
}
