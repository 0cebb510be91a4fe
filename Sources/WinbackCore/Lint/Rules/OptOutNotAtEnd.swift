/// The opt-out stands at the very end, where carriers and users look for it.
public enum OptOutNotAtEnd: LintRule {
  public static let id = "opt-out-not-at-end"
  public static let reason = Wording(
    zh: "拒收说明必须在短信最末，运营商按末尾核对", en: "carriers look for the opt-out at the very end")
  public static let source = "Aliyun 91975; Tencent 13301; Huawei iotcom_03_1002"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.kind == .marketing, subject.channel.isSMS, let optOut = subject.optOut,
      !subject.isAtEnd(optOut)
    else { return [] }
    return [
      finding(
        .error, optOut.range.clamped(to: subject.everything),
        zh: "拒收说明后面还有文字，请移到最末", en: "text follows the opt-out; move it to the very end")
    ]
  }
}

extension LintSubject {
  /// Tells whether nothing but blanks, a full stop and closing brackets follows the opt-out and the
  /// link that it may lead to.
  func isAtEnd(_ optOut: OptOut) -> Bool {
    let end = endOfLink(after: optOut.range.upperBound)
    let rest = scalars.dropFirst(end)
    let appended = appendedText.unicodeScalars.dropFirst(max(0, end - scalars.count))
    return rest.allSatisfy(Self.mayFollowOptOut) && appended.allSatisfy(Self.mayFollowOptOut)
  }

  private func endOfLink(after end: Int) -> Int {
    let link = links.links.first { $0.range.lowerBound >= end }
    guard let link, scalars[end..<link.range.lowerBound].allSatisfy(Self.leadsToLink) else {
      return end
    }
    return link.range.upperBound
  }

  private static func leadsToLink(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || scalar == "：" || scalar.properties.isWhitespace
  }

  private static func mayFollowOptOut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", ".", "）", ")", "】", "]", "\"", "”": true
    default: scalar.properties.isWhitespace
    }
  }
}
