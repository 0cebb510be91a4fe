/// Pressure needs a real end, else it is a false statement.
public enum UrgencyUnbacked: LintRule {
  public static let id = "urgency-unbacked"
  public static let reason = Wording(
    zh: "没有到期日的利益点不能写限时", en: "a plan without an end backs no time limit")
  public static let source = "house rule TL09"

  public static func check(_ subject: LintSubject) -> [Finding] {
    switch subject.facts.plan {
    case .unknown, .attached(_, .some): return []
    case .none, .attached(_, nil): break
    }
    return subject.phrases(.urgency).map { hit in
      finding(
        .warning, hit.range, zh: "「\(subject.excerpt(hit.range))」没有利益点的到期日支持",
        en: "no plan expiry backs \"\(subject.excerpt(hit.range))\"")
    }
  }
}
