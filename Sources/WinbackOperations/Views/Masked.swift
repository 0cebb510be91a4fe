/// Hides personal data that a screen or a list must not show in full.
public enum Masked {
  /// Keeps the first three and last four digits of a national phone number: `138****5521`.
  public static func phone(_ phone: String) -> String {
    let digits = phone.hasPrefix("+86") ? String(phone.dropFirst(3)) : phone
    guard digits.count > 7 else { return String(repeating: "*", count: digits.count) }
    return "\(digits.prefix(3))****\(digits.suffix(4))"
  }

  /// Keeps the first character before the `@` and the domain: `w***@example.com`.
  public static func email(_ email: String) -> String {
    guard let at = email.firstIndex(of: "@") else { return "***" }
    return "\(email[..<at].prefix(1))***\(email[at...])"
  }

  /// Keeps the family name: `王**`.
  public static func name(_ name: String) -> String {
    guard let first = name.first else { return "" }
    return "\(first)" + String(repeating: "*", count: min(2, name.count - 1))
  }

  /// Masks a destination by its shape: e-mail address, phone number or other token.
  public static func destination(_ text: String) -> String {
    if text.contains("@") { return email(text) }
    if text.hasPrefix("+") { return phone(text) }
    return text.count > 6 ? "\(text.prefix(3))***\(text.suffix(2))" : "***"
  }
}
