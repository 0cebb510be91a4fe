extension Receipt.Kind: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .accepted: language.pick(zh: "平台受理", en: "accepted")
    case .delivered: language.pick(zh: "已送达", en: "delivered")
    case .failedTemporarily: language.pick(zh: "暂时失败", en: "failed for now")
    case .failedPermanently: language.pick(zh: "发送失败", en: "failed for good")
    case .opened: language.pick(zh: "打开", en: "opened")
    case .clicked: language.pick(zh: "点击", en: "clicked")
    case .pageView: language.pick(zh: "浏览页面", en: "saw the page")
    case .pageClick: language.pick(zh: "页面点击", en: "clicked on the page")
    case .jump: language.pick(zh: "跳转", en: "went on")
    case .connected: language.pick(zh: "接通", en: "answered")
    case .noAnswer: language.pick(zh: "无人接听", en: "no answer")
    case .busy: language.pick(zh: "占线", en: "busy")
    case .refused: language.pick(zh: "拒接", en: "refused")
    case .replied: language.pick(zh: "回复", en: "replied")
    case .addedWecom: language.pick(zh: "已加企业微信", en: "added on WeCom")
    case .unsubscribed: language.pick(zh: "退订", en: "unsubscribed")
    case .complained: language.pick(zh: "投诉", en: "complained")
    }
  }
}

extension Consent.State: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .granted: language.pick(zh: "同意", en: "granted")
    case .denied: language.pick(zh: "拒绝", en: "denied")
    case .withdrawn: language.pick(zh: "撤回", en: "withdrawn")
    }
  }
}
