/// A bare IP address is what fraud uses; it cannot be filed and is intercepted.
public enum LinkIP: LintRule {
  public static let id = "link-ip"
  public static let reason = Wording(
    zh: "IP 地址没有备案，会被当作诈骗拦截", en: "an IP address cannot be filed and is taken for fraud")
  public static let source = "Tencent 39023; Huawei sms_templates"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.links.links.compactMap { link in
      guard link.isAddress, let host = link.host else { return nil }
      return finding(
        .error, link.range, zh: "链接指向 IP 地址 \(host)，请换成备案域名",
        en: "the link leads to the IP address \(host); use a filed domain name")
    }
  }
}
