/// A variable that nobody fills would stop every message.
public enum TemplateUnknownVariable: LintRule {
  public static let id = "template-unknown-variable"
  public static let reason = Wording(
    zh: "没有人填写的变量会让整批消息发不出去", en: "a variable that nobody fills would stop every message")
  public static let source = "house rule TL01"

  public static func check(_ subject: LintSubject) -> [Finding] {
    var seen: Set<String> = []
    return subject.scan.placeholders.compactMap { slot in
      let name = slot.name
      if let declared = subject.variables {
        guard declared[name] == nil else { return nil }
      }
      if let known = subject.facts.knownVariables {
        guard !TemplateVariables.isKnown(name, among: known) else { return nil }
      } else if subject.variables == nil {
        return nil
      }
      guard seen.insert(name).inserted else { return nil }
      let names = subject.facts.knownVariables.map { _ in TemplateVariables.listed }
      let candidates = names ?? (subject.variables ?? [:]).keys.sorted()
      let nearest = NearestName.find(name, in: candidates)
      return finding(
        .error, slot.range,
        zh: "没有变量 `\(name)`" + (nearest.map { "；是否想写 `\($0)`？" } ?? ""),
        en: "no variable is called `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }
}
