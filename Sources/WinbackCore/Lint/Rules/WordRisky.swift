/// A term that is often screened or needs a second look.
public enum WordRisky: LintRule {
  public static let id = "word-risky"
  public static let reason = Wording(
    zh: "这类词容易被手机或运营商拦截，或引起反感", en: "such terms are often screened, or put people off")
  public static let source = "lexicons/*.tsv"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.words.filter { $0.severity != .error }.map { finding($0.severity, about: $0) }
  }
}
