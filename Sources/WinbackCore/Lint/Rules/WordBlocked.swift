/// A term that providers, carriers or the law forbid.
public enum WordBlocked: LintRule {
  public static let id = "word-blocked"
  public static let reason = Wording(
    zh: "违禁词会让短信被拦截，或违反广告法", en: "such a term gets the message blocked or breaks the law")
  public static let source = "lexicons/*.tsv"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.words.filter { $0.severity == .error }.map { finding(.error, about: $0) }
  }
}

extension LintRule {
  /// What a lexicon hit says; the fix is always to reword, never to disguise.
  static func finding(_ severity: Finding.Severity, about hit: TermHit) -> Finding {
    let why = hit.reason.isEmpty ? "" : "：\(hit.reason)"
    return finding(
      severity, hit.range,
      zh: "敏感词「\(hit.term)」(\(hit.category))" + (hit.isEvasive ? "，且用了变体或夹杂符号" : "") + why
        + "；请换一种说法",
      en: "listed term \(hit.term) (\(hit.category))"
        + (hit.isEvasive ? ", in a disguised spelling" : "")
        + (hit.reason.isEmpty ? "" : " [\(hit.reason)]") + "; reword it")
  }
}
