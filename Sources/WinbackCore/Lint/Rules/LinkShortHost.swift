/// Short links hide where they lead, and several providers refuse them.
public enum LinkShortHost: LintRule {
  public static let id = "link-short-host"
  public static let reason = Wording(
    zh: "短链看不出去向，华为云、七牛等平台拒绝短链和跳转链接",
    en: "a short link hides where it leads; Huawei Cloud, Qiniu and others refuse them")
  public static let source = "Huawei sms_templates; Qiniu 5814"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.links.links.compactMap { link in
      guard let host = link.host, LinkHosts.isShort(host) else { return nil }
      let isForbidden = !subject.provider.allowsShortLinks
      return finding(
        isForbidden ? .error : .warning, link.range,
        zh: isForbidden
          ? "\(subject.provider.title.zh)不接受短链 \(host)，请用备案域名的完整网址" : "短链域名 \(host)，建议用备案域名的完整网址",
        en: isForbidden
          ? "\(subject.provider.title.en) refuses the short host \(host); use the full address"
          : "short host \(host); better use the full address")
    }
  }
}
