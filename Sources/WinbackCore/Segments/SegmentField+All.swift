extension SegmentField {
  /// Every field of the product, sorted by name.
  public static let all: [SegmentField] = [
    SegmentField(
      "app_installed", zh: "已装应用", en: "app installed", .flag { $0.user.hasAppInstalled }),
    SegmentField(
      "app_type", zh: "业务类型", en: "kind of business", .text { $0.user.appType?.rawValue }),
    SegmentField(
      "cart_age_hours", zh: "最近加购距今小时", en: "hours since the latest item went into the cart",
      .integer { $0.cartAgeHours }),
    SegmentField(
      "cart_items", zh: "购物车件数", en: "items in the cart", alsoCalled: ["cart"],
      .integer { $0.cartItems }),
    SegmentField("cart_value", zh: "购物车金额", en: "value of the cart", .money { $0.cartValue }),
    SegmentField(
      "cause", zh: "流失原因", en: "cause of churn", alsoCalled: ["churn_cause", "reason"],
      .text { $0.causes?.primary.rawValue }),
    SegmentField("cell", zh: "RFM 八类", en: "RFM cell", .text { $0.rfm?.cell.rawValue }),
    SegmentField("f_score", zh: "频次分", en: "frequency score", .integer { $0.rfm?.fScore }),
    SegmentField(
      "gap_median", zh: "间隔中位数（天）", en: "median days between key days", .decimal { $0.gapMedian }),
    SegmentField("grid", zh: "RFM 网格", en: "RFM grid", .text { $0.rfm?.grid.rawValue }),
    SegmentField(
      "has_email", zh: "有邮箱", en: "has an e-mail address", .flag { $0.user.email != nil }),
    SegmentField("has_phone", zh: "有手机号", en: "has a phone number", .flag { $0.user.phone != nil }),
    SegmentField("has_push", zh: "可推送", en: "has a push token", .flag { $0.user.pushToken != nil }),
    SegmentField("has_wecom", zh: "有企业微信", en: "has WeCom", .flag { $0.user.wecomID != nil }),
    SegmentField("key_days", zh: "关键行为天数", en: "key days", .integer { $0.keyDays }),
    SegmentField(
      "lapse_days", zh: "会员到期天数", en: "days since the membership ended", .integer { $0.lapseDays }),
    SegmentField(
      "last_touch_days", zh: "距上次触达天数", en: "days since the last recall message",
      .integer { $0.lastTouchDays }),
    SegmentField(
      "lifetime_value", zh: "累计消费", en: "lifetime value",
      alsoCalled: ["monetary", "ltv", "gmv", "amount", "total_amount", "spend"],
      .money { $0.lifetimeValue }),
    SegmentField("m_score", zh: "金额分", en: "monetary score", .integer { $0.rfm?.mScore }),
    SegmentField(
      "member_level", zh: "会员等级", en: "member level", alsoCalled: ["level"],
      .text { $0.user.memberLevel }),
    SegmentField("on_cadence", zh: "仍在节奏内", en: "still on his rhythm", .flag { $0.isOnCadence }),
    SegmentField(
      "orders_count", zh: "有效订单数", en: "valid orders", alsoCalled: ["frequency", "orders"],
      .integer { $0.ordersCount }),
    SegmentField(
      "orders_created", zh: "下单数", en: "orders of any status", .integer { $0.ordersCreated }),
    SegmentField(
      "r_days", zh: "距上次关键行为天数", en: "days since the last key day",
      alsoCalled: ["recency", "days_away", "inactive_days", "last_active_days"],
      .integer { $0.rDays }),
    SegmentField("r_score", zh: "近度分", en: "recency score", .integer { $0.rfm?.rScore }),
    SegmentField(
      "region", zh: "地区", en: "region", alsoCalled: ["country", "province"],
      .text { $0.user.region }),
    SegmentField(
      "registered_days", zh: "注册天数", en: "days since registration", .integer { $0.registeredDays }),
    SegmentField(
      "sessions_30d", zh: "近 30 天访问", en: "sessions in 30 days", .integer { $0.sessions30d }),
    SegmentField(
      "sessions_total", zh: "总访问", en: "sessions", alsoCalled: ["sessions"],
      .integer { $0.sessionsTotal }),
    SegmentField("source", zh: "来源", en: "source", .text { $0.user.source }),
    SegmentField(
      "stage", zh: "生命周期阶段", en: "life-cycle stage", alsoCalled: ["lifecycle", "status"],
      .text { $0.stage.rawValue }),
    SegmentField(
      "tier", zh: "价值层级", en: "value tier", alsoCalled: ["value_tier"], .text { $0.tier }),
    SegmentField(
      "top_category", zh: "主要品类", en: "top category", alsoCalled: ["category"],
      .text { $0.topCategory }),
    SegmentField(
      "touches_30d", zh: "近 30 天触达", en: "recall messages in 30 days", .integer { $0.touches30d }),
    SegmentField(
      "tz", zh: "时区", en: "time zone", alsoCalled: ["timezone", "zone"], .text { $0.user.zone }),
    SegmentField(
      "user_id", zh: "用户编号", en: "user id", alsoCalled: ["id", "user"], .text { $0.user.id.text }),
    SegmentField("vip", zh: "VIP", en: "VIP", alsoCalled: ["is_vip"], .flag { $0.user.isVIP }),
    SegmentField(
      "warn_level", zh: "预警级别", en: "warning level", .text { $0.warning.level.rawValue }),
    SegmentField("warn_score", zh: "预警分", en: "warning score", .integer { $0.warning.score }),
  ]
}
