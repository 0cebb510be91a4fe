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
      var digits: [Unicode.Scalar] = []
      var end = index
      while index < scalars.count {
        if LinkCharacters.isDigit(scalars[index]) {
          digits.append(scalars[index])
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
      if let kind = kind(of: digits, in: scalars, range), !subject.isInLinkOrSlot(range) {
        findings.append(
          finding(
            .error, range, zh: "正文里有\(kind.zh)，请删去", en: "the text holds \(kind.en); remove it"))
      }
    }
    return findings
  }

  private static func kind(
    of digits: [Unicode.Scalar], in scalars: [Unicode.Scalar], _ range: Range<Int>
  ) -> Wording? {
    let after = range.upperBound < scalars.count ? scalars[range.upperBound] : " "
    let local =
      digits.count == 13 && digits[0] == "8" && digits[1] == "6" ? digits.dropFirst(2) : digits[...]
    if local.count == 11, local.first == "1", local.dropFirst().first.map({ $0 > "2" }) == true {
      return Wording(zh: "手机号", en: "a mobile number")
    }
    if digits.count == 18 || (digits.count == 17 && (after == "X" || after == "x")) {
      return Wording(zh: "证件号", en: "an identity number")
    }
    if (15...19).contains(digits.count) {
      return Wording(zh: "卡号或长编号", en: "a card number or another long number")
    }
    let dwelling = ["号楼", "单元", "栋", "幢"].map { Array($0.unicodeScalars) }
    if dwelling.contains(where: { scalars.holds($0, at: range.upperBound) }) {
      return Wording(zh: "住址", en: "an address")
    }
    return nil
  }
}
