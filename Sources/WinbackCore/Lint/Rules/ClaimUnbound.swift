/// "Someone viewed you" must be true of this very user.
public enum ClaimUnbound: LintRule {
  public static let id = "claim-unbound"
  public static let reason = Wording(
    zh: "「看过您」「加入了」必须来自该用户自己的事件，否则就是编造",
    en: "such a claim must come from an event of this very user, else it is made up")
  public static let source = "house rule TL16"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.facts.knownVariables != nil,
      !subject.scan.placeholders.contains(where: { TemplateVariables.bound.contains($0.name) })
    else { return [] }
    return subject.phrases(.claim).map { hit in
      finding(
        .error, hit.range,
        zh: "「\(subject.excerpt(hit.range))」没有绑定事件变量，如 {{friend_name}} 或 {{viewer_count}}",
        en: "\"\(subject.excerpt(hit.range))\" is bound to no event variable such as "
          + "{{friend_name}} or {{viewer_count}}")
    }
  }
}
