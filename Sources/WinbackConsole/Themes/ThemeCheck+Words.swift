import TerminalUI
public import WinbackCore

extension ThemeCheck.Problem: Worded, CustomStringConvertible {
  public func words(_ language: Language) -> String {
    switch self {
    case .unset(let role):
      language.pick(
        zh: "角色 \(role) 没有设置；请设置它、它的前缀或 text",
        en: "the role \(role) is not set; set it, its prefix or `text`")
    case .faint(let role, let contrast, let least):
      language.pick(
        zh: "角色 \(role) 的对比度是 \(Self.ratio(contrast)):1，至少要 \(Self.ratio(least)):1；请加深前景或背景的差别",
        en: "the role \(role) has a contrast of \(Self.ratio(contrast)):1, it needs "
          + "\(Self.ratio(least)):1; move its foreground and background apart")
    case .vanishes(let role, let depth):
      language.pick(
        zh: "角色 \(role) 在 \(depth.name) 色终端上看不清；请换一个前景或背景",
        en: "the role \(role) cannot be read with \(depth.name) colours; choose another foreground "
          + "or background")
    case .alike(let one, let other):
      language.pick(
        zh: "角色 \(one) 和 \(other) 看起来一样；请换一种颜色或加 +underline",
        en: "the roles \(one) and \(other) look the same; choose another colour or add +underline")
    case .alikeTo(let one, let other, let deficiency):
      language.pick(
        zh: "色觉异常（\(deficiency)）的人分不清角色 \(one) 和 \(other)；请换一种颜色或加 +underline",
        en: "the roles \(one) and \(other) look the same with \(deficiency); choose another colour "
          + "or add +underline")
    }
  }

  /// One decimal, cut and not rounded, so that 4.49 is not shown as enough.
  private static func ratio(_ value: Double) -> String {
    let tenths = Int(value * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
