/// A message read by the wrong person must not tell him more than a name.
public enum PersonalData: LintRule {
  public static let id = "personal-data"
  public static let reason = Wording(
    zh: "手机会被他人看到；平台也不允许正文里有手机号",
    en: "others see the handset, and providers allow no mobile number in the text")
  public static let source = "house rule TL15; Huawei sms_templates; Aliyun 463270"

  public static func check(_ subject: LintSubject) -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    let scalars = subject.scalars
    while index < scalars.count {
      guard LinkCharacters.isDigit(scalars[index]) else {
        index += 1
        continue
      }
      let start = index
      var count = 0
      var end = index
      while index < scalars.count {
        if LinkCharacters.isDigit(scalars[index]) {
          count += 1
          index += 1
          end = index
        } else if scalars[index] == "-" || scalars[index] == " ", index + 1 < scalars.count,
          LinkCharacters.isDigit(scalars[index + 1]), index > start
        {
          index += 1
        } else {
          break
        }
      }
      let range = start..<end
      if let kind = kind(count, in: scalars, range), !subject.isInLinkOrSlot(range) {
        findings.append(
          finding(
            .error, range, zh: "正文里有\(kind.zh)，请删去", en: "the text holds \(kind.en); remove it"))
      }
    }
    return findings
  }

  private static func kind(
    _ count: Int, in scalars: [Unicode.Scalar], _ range: Range<Int>
  ) -> Wording? {
    let after = range.upperBound < scalars.count ? scalars[range.upperBound] : " "
    if count >= 11 {
      let digits = scalars[range].filter(LinkCharacters.isDigit)
      let local =
        count == 13 && digits.starts(with: ["8", "6"]) ? digits.dropFirst(2) : digits[...]
      if local.count == 11, local.starts(with: ["1"]), local[local.startIndex + 1].value > 0x32 {
        return Wording(zh: "手机号", en: "a mobile number")
      }
      if count == 18 || (count == 17 && (after == "X" || after == "x")) {
        return Wording(zh: "证件号", en: "an identity number")
      }
      if (15...19).contains(count) {
        return Wording(zh: "卡号或长编号", en: "a card number or another long number")
      }
    }
    guard "号单栋幢".unicodeScalars.contains(after) else { return nil }
    if dwelling.contains(where: { scalars.holds($0, at: range.upperBound) }) {
      return Wording(zh: "住址", en: "an address")
    }
    return nil
  }

  private static let dwelling = ["号楼", "单元", "栋", "幢"].map { Array($0.unicodeScalars) }
}
