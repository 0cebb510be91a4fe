/// A user who must copy a link by hand is lost: the loop does not close.
public enum LinkCopyPaste: LintRule {
  public static let id = "link-copy-paste"
  public static let reason = Wording(
    zh: "让用户自己复制链接或口令，流程不闭环；请改用可点击的 H5 页",
    en: "a user who must copy a link by hand is lost; use a page that opens with one tap")
  public static let source = "house rule FL01"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.phrases(.copyPaste).map { hit in
      finding(
        .warning, hit.range, zh: "「\(subject.excerpt(hit.range))」要用户自己动手复制，请改用 H5 链接",
        en: "\"\(subject.excerpt(hit.range))\" leaves the work to the user; link to an H5 page")
    }
  }
}
