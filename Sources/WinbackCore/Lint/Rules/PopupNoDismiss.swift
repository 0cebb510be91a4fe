/// A pop-up that cannot be closed costs the user's patience and the app its place.
public enum PopupNoDismiss: LintRule {
  public static let id = "popup-no-dismiss"
  public static let reason = Wording(
    zh: "弹窗必须能一键关闭 (广告法第四十四条)", en: "a pop-up must close with one tap (Advertising Law art. 44)")
  public static let source = "house rule TL17; 广告法 44"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel == .popup || subject.channel == .miniPopup,
      subject.facts.hasDismissButton == false
    else { return [] }
    return [
      finding(.error, nil, zh: "弹窗没有关闭按钮", en: "the pop-up has no button to close it")
    ]
  }
}
