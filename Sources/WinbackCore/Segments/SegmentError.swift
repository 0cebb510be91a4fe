/// Why a predicate cannot be used, and where in its text.
public struct SegmentError: Error, Equatable, Sendable {
  public enum Code: String, Sendable, CaseIterable {
    /// Syntax.
    case syntax = "P01"
    case unknownField = "P02"
    case wrongType = "P03"
    case unknownSegment = "P04"
    case cycle = "P05"
    case tooDeep = "P06"
  }

  /// The facts of the fault.
  public enum Reason: Equatable, Sendable {
    /// Something else was needed here; `found` is nil at the end of the text.
    case expected(Expectation, found: String?)
    case strayCharacter(Character, meant: String?)
    case unclosedString
    case badEscape(String)
    /// More parentheses inside each other than ``Predicate/deepestNesting``.
    case nestedTooDeep(limit: Int)
    case unknownField(String, nearest: String?)
    /// The field exists, but these data do not hold it.
    case unavailableField(String)
    case operatorNotTaken(String, left: String, SegmentField.Kind)
    case wrongLiteral(String, left: String, SegmentField.Kind)
    case fraction(String, left: String)
    case tooManyDecimals(String)
    case negativeDays(String)
    case unknownSegment(String, nearest: String?)
    /// The segment exists, but its own definition is faulty.
    case faultySegment(String, Code)
    /// The names from the referenced segment back to itself.
    case cycle([String])
    case tooDeepReferences(String, limit: Int)
  }

  /// What the grammar allows at a place.
  public enum Expectation: String, Equatable, Sendable, CaseIterable {
    case condition, test, literal, string, openParenthesis, closeParenthesis, comma, openList
    case commaOrListEnd, inKeyword, andOfBetween, connective
  }

  public let reason: Reason
  /// The first character at fault, 1-based, in Unicode scalars; length + 1 at the end of the text.
  public let position: Int

  public init(_ reason: Reason, at position: Int) {
    self.reason = reason
    self.position = position
  }

  public var code: Code {
    switch reason {
    case .expected, .strayCharacter, .unclosedString, .badEscape, .nestedTooDeep: .syntax
    case .unknownField, .unavailableField: .unknownField
    case .operatorNotTaken, .wrongLiteral, .fraction, .tooManyDecimals, .negativeDays: .wrongType
    case .unknownSegment, .faultySegment: .unknownSegment
    case .cycle: .cycle
    case .tooDeepReferences: .tooDeep
    }
  }
}
