/// What was wrong with an imported file, a row or a value. Source: SPEC 2.
public enum ImportCode: String, Sendable, CaseIterable, Codable {
  /// Required columns are missing: the file is refused whole.
  case header = "E_HEADER"
  /// Without a column: the row has more or fewer fields than the header, a quote is never closed, or
  /// the row is longer than ``CSVReader/defaultCapacity``. With one: its bytes are not UTF-8.
  case columns = "E_COLUMNS"
  case missing = "E_MISSING"
  case id = "E_ID"
  case time = "E_TIME"
  case money = "E_MONEY"
  case choice = "E_ENUM"
  case currency = "E_CURRENCY"
  /// A payment before the order, or a refund above the amount.
  case order = "E_ORDER"
  case future = "E_FUTURE"
  /// A user, or in receipts a touch, that nobody knows.
  case reference = "E_REF"
  /// The key is known with other content that this row may not replace.
  case conflict = "E_CONFLICT"
  case emptiedTime = "W_TIME"
  case emptiedMoney = "W_MONEY"
  case emptiedChoice = "W_ENUM"
  case emptiedPhone = "W_PHONE"
  case emptiedEmail = "W_EMAIL"
  case emptiedZone = "W_TZ"
  case emptiedRegion = "W_REGION"
  case emptiedInteger = "W_INT"

  /// Tells whether the row was rejected; else a value was emptied.
  public var isReject: Bool { rawValue.hasPrefix("E") }
}

extension ImportCode: Worded {
  /// What is wrong and how to mend it.
  public func words(_ language: Language) -> String {
    switch self {
    case .header:
      language.pick(zh: "表头缺少必填列；请补上后重新导入", en: "the header lacks required columns; add them")
    case .columns:
      language.pick(
        zh: "字段数与表头不符、引号未闭合，或内容不是 UTF-8；请检查逗号、引号和文件编码",
        en:
          "the field count differs from the header, a quote is open, or the text is not UTF-8; check commas, quotes and encoding"
      )
    case .missing: language.pick(zh: "必填值为空；请补上", en: "a required value is empty; fill it in")
    case .id:
      language.pick(
        zh: "ID 须为 1–64 个字符，首尾无空格，无控制字符",
        en: "an id has 1-64 characters, no outer spaces and no control characters")
    case .time, .emptiedTime:
      language.pick(
        zh: "时间须带时区，例如 2024-06-30T10:00:00+08:00",
        en: "a time needs an offset, such as 2024-06-30T10:00:00+08:00")
    case .money, .emptiedMoney:
      language.pick(
        zh: "金额须为 1–15 位整数，单位为分，无正负号和小数点",
        en: "money is 1-15 digits in minor units, without sign or decimal point")
    case .choice, .emptiedChoice:
      language.pick(
        zh: "不是允许的取值；请看文档中的列表", en: "not one of the allowed values; see the documentation")
    case .currency:
      language.pick(
        zh: "币种与工作区不同；请换算后再导入", en: "not the workspace's currency; convert before importing")
    case .order:
      language.pick(
        zh: "付款早于下单，或退款大于实付", en: "paid before it was placed, or refunded more than was paid")
    case .future:
      language.pick(
        zh: "时间比现在晚 5 分钟以上；请检查时区", en: "more than 5 minutes after now; check the offset")
    case .reference:
      language.pick(
        zh: "引用的用户或触达不存在；请先导入它", en: "refers to a user or touch that is unknown; import that first")
    case .conflict:
      language.pick(
        zh: "已有相同主键、内容不同的记录，保留先前的", en: "the key is stored with other content, which is kept")
    case .emptiedPhone:
      language.pick(
        zh: "手机号须为 11 位大陆号码，或 + 加 7–15 位数字",
        en: "a phone number is 11 digits of mainland China, or + and 7-15 digits")
    case .emptiedEmail: language.pick(zh: "邮箱格式不对", en: "not an e-mail address")
    case .emptiedZone:
      language.pick(
        zh: "时区须为 IANA 名称，例如 Asia/Shanghai", en: "a zone is an IANA name such as Asia/Shanghai")
    case .emptiedRegion:
      language.pick(zh: "地区形如 CN 或 CN-65", en: "a region looks like CN or CN-65")
    case .emptiedInteger: language.pick(zh: "须为整数", en: "a whole number is needed")
    }
  }
}

/// A row that was not taken, and why.
public struct ImportReject: Hashable, Sendable, Encodable {
  /// The physical line on which the record starts, 1-based.
  public let line: Int
  public let code: ImportCode
  /// The column at fault; empty when it is the row as a whole.
  public let column: String

  public init(line: Int, code: ImportCode, column: String) {
    self.line = line
    self.code = code
    self.column = column
  }
}

/// A value that was emptied because it could not be read; the row was taken.
public struct ImportWarning: Hashable, Sendable, Encodable {
  /// The physical line on which the record starts, 1-based.
  public let line: Int
  public let column: String
  public let code: ImportCode

  public init(line: Int, column: String, code: ImportCode) {
    self.line = line
    self.column = column
    self.code = code
  }
}
