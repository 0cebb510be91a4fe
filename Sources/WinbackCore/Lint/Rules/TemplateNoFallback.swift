/// Users without a value for a variable are skipped unless a fallback stands in.
public enum TemplateNoFallback: LintRule {
  public static let id = "template-no-fallback"
  public static let reason = Wording(
    zh: "没有该值的用户会被跳过；写上后备文字就能收到", en: "users without the value are skipped; a fallback reaches them"
  )
  public static let source = "house rule TL02"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard let known = subject.facts.knownVariables else { return [] }
    var seen: Set<String> = []
    return subject.scan.placeholders.compactMap { slot in
      guard slot.fallback == nil, TemplateVariables.isKnown(slot.name, among: known),
        TemplateVariables.isNullable(slot.name), seen.insert(slot.name).inserted
      else { return nil }
      return finding(
        .warning, slot.range, zh: "`\(slot.name)` 可能为空，请写后备：{{\(slot.name)|…}}",
        en: "`\(slot.name)` may be missing; give a fallback: {{\(slot.name)|…}}")
    }
  }
}
