/// The built-in phrase lists that rules of tone and form read; the operator's lexicon comes on top.
public enum PhraseList: Int, Sendable, CaseIterable {
  /// Names a gain of the user.
  case benefit
  /// Asks bluntly to come back, or speaks only of us.
  case blunt
  /// States something another person or we did, which an event must back.
  case claim
  /// Makes the user carry the link himself.
  case copyPaste
  /// Our own words for what is done to users.
  case jargon
  /// Refusing further messages.
  case optOut
  /// Presses with a time limit.
  case urgency

  /// The phrases; Latin ones are in lower case and match any case.
  var phrases: [String] {
    switch self {
    case .benefit:
      [
        "券", "红包", "折", "立减", "满减", "直降", "降价", "特价", "优惠", "减", "免费", "免邮",
        "包邮", "免单", "免运费", "赠", "送您", "送你", "礼包", "礼金", "礼品", "好礼", "有礼", "积分",
        "余额", "补贴", "会员价", "权益", "试用", "体验金", "抵扣", "抵用", "代金", "返还", "翻倍",
        "半价", "省", "保价", "到货", "补货", "%", "％", "off", "free", "discount", "coupon",
        "voucher", "save", "gift", "points", "credit", "price drop", "trial",
      ]
    case .blunt:
      [
        "快回来", "赶紧回来", "快点回来", "回来吧", "回来看看", "赶紧来看看", "快来看看", "快来参加", "快点来参加",
        "我们做了更新", "我们更新了", "我做了个活动", "我们做了个活动", "参加我们的活动", "你很久没来了", "您很久没来了", "好久没来了",
        "再不来", "come back", "we miss you", "we updated", "we have updated", "join our activity",
        "join our event", "come and see",
      ]
    case .claim:
      [
        "看过您", "看过你", "浏览了您", "浏览了你", "查看了您", "查看了你", "看了您的", "看了你的", "访问了您", "访问了你",
        "加入了", "关注了您", "关注了你", "viewed your", "viewed you", "joined",
      ]
    case .copyPaste:
      [
        "复制链接", "复制网址", "复制口令", "复制到浏览器", "粘贴到浏览器", "手动输入网址", "复制本链接", "复制该链接",
        "复制此链接", "复制下方链接", "copy the link", "copy this link", "paste it in",
      ]
    case .jargon:
      [
        "用户召回", "用户拉新", "流失用户", "沉默用户", "沉睡用户", "召回礼包", "召回", "拉新", "促活", "触达",
      ]
    case .optOut:
      [
        "退订", "退訂", "拒收", "取消订阅", "取消訂閱", "不再接收", "unsubscribe", "opt out", "opt-out",
        "optout", "reply stop", "text stop", "txt stop", "send stop",
        "stop to end", "stop to quit", "stop to cancel",
      ]
    case .urgency:
      [
        "最后一天", "最后机会", "马上失效", "即将失效", "即将过期", "即将到期", "逾期不候", "仅此一次", "仅限今天", "限今天",
        "今晚到期", "今日截止", "今晚截止", "仅剩", "倒计时", "last day", "last chance", "ends today",
        "expires soon",
      ]
    }
  }

  /// Longer phrases inside which a hit of the list means something else.
  var allowed: [String] {
    switch self {
    case .jargon: ["号召回馈", "产品召回", "汽车召回"]
    case .benefit: ["折腾", "折叠", "曲折", "减少", "减速", "减肥", "省份", "省市", "各省", "折返", "反省"]
    case .claim: ["加入了购物车", "加入了我们"]
    default: []
    }
  }
}
