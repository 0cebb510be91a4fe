/// A way of reaching users, with the facts of the catalogue that rules depend on.
public enum Channel: String, Sendable, CaseIterable, Codable {
  case sms
  case h5SMS = "h5_sms"
  case email
  case callAI = "call_ai"
  case callHuman = "call_human"
  case oneToOne = "cs_1on1"
  case wecom
  case officialAccount = "oa_push"
  case multiScene = "multi_scene"
  case push
  case popup
  case assistant
  case miniPopup = "mini_popup"

  /// What a user must have to be reached.
  public enum Need: Sendable, Equatable {
    case phone, email, phoneOrWecom, wecom, phoneOrEmail, pushToken, appInstalled, nothing
  }

  /// How permission is presumed: an explicit grant, or allowed unless denied.
  public enum ConsentMode: Sendable, Equatable {
    case optIn, optOut
  }

  public var need: Need {
    switch self {
    case .sms, .h5SMS, .callAI, .callHuman: .phone
    case .email: .email
    case .oneToOne: .phoneOrWecom
    case .wecom, .officialAccount: .wecom
    case .multiScene: .phoneOrEmail
    case .push: .pushToken
    case .popup, .assistant: .appInstalled
    case .miniPopup: .nothing
    }
  }

  /// Price of 1000 units in minor units of the currency.
  public var costPerThousand: Money {
    switch self {
    case .sms: Money(minor: 5000)
    case .h5SMS: Money(minor: 12_000)
    case .email: Money(minor: 1000)
    case .callAI: Money(minor: 15_000)
    case .callHuman: Money(minor: 120_000)
    case .oneToOne: Money(minor: 300_000)
    case .wecom: Money(minor: 500)
    case .officialAccount: Money(minor: 100)
    case .multiScene: Money(minor: 3000)
    case .push, .popup, .assistant, .miniPopup: .zero
    }
  }

  public var consentMode: ConsentMode {
    switch self {
    case .push, .popup, .assistant, .miniPopup: .optOut
    default: .optIn
    }
  }

  /// Calls and one-to-one service count as calls in funnels and number rules.
  public var isCall: Bool { self == .callAI || self == .callHuman || self == .oneToOne }

  /// Whether the text goes out as SMS, under SMS rules.
  public var isSMS: Bool { self == .sms || self == .h5SMS }
}

extension Channel: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .sms: language.pick(zh: "短信", en: "SMS")
    case .h5SMS: language.pick(zh: "H5短信", en: "H5 SMS")
    case .email: language.pick(zh: "邮件", en: "e-mail")
    case .callAI: language.pick(zh: "智能外呼", en: "AI call")
    case .callHuman: language.pick(zh: "人工外呼", en: "human call")
    case .oneToOne: language.pick(zh: "客服1对1", en: "one-to-one service")
    case .wecom: language.pick(zh: "企业微信", en: "WeCom")
    case .officialAccount: language.pick(zh: "公众号", en: "official account")
    case .multiScene: language.pick(zh: "多场景展示", en: "multi-scene display")
    case .push: language.pick(zh: "APP推送", en: "app push")
    case .popup: language.pick(zh: "APP弹窗", en: "app pop-up")
    case .assistant: language.pick(zh: "小助手", en: "in-app assistant")
    case .miniPopup: language.pick(zh: "小程序弹窗", en: "mini-program pop-up")
    }
  }
}

extension User {
  /// The destination on `channel`, nil when he cannot be reached there.
  ///
  /// Channels inside the app use the push token or, where none is needed, the user id.
  public func address(on channel: Channel) -> String? {
    switch channel.need {
    case .phone: phone
    case .email: email
    case .phoneOrWecom: phone ?? wecomID
    case .wecom: wecomID
    case .phoneOrEmail: phone ?? email
    case .pushToken: hasAppInstalled == true ? pushToken : nil
    case .appInstalled: hasAppInstalled == true ? id.text : nil
    case .nothing: id.text
    }
  }
}
