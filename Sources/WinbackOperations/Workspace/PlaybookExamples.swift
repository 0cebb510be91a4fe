import WinbackCore
import WinbackStore

/// Commented examples for a new workspace; their ending keeps them from being read.
enum PlaybookExamples {
  /// Path from the workspace and text, in `language`.
  static func files(_ language: Language) -> [(path: String, text: String)] {
    [
      ("segments/cart-left.yaml.example", segment(language)),
      ("templates/price-drop.yaml.example", template(language)),
      ("strategies/cart-price-drop.yaml.example", strategy(language)),
    ]
  }

  private static func segment(_ language: Language) -> String {
    language.pick(
      zh: """
        # 一个分群。把文件名末尾的 .example 去掉即生效；分群名就是文件名。
        # 字段和写法：winback segment show recall_pool，或在控制台分群屏按 ?。
        title: {zh: 购物车里还有东西, en: goods left in the cart}
        where: cart_items > 0 and cart_age_hours between 36 and 720

        """,
      en: """
        # A segment. Take .example off the file's name to use it; the name of the file is the name of
        # the segment. Fields and grammar: winback segment show recall_pool, or ? among the segments.
        title: {zh: 购物车里还有东西, en: goods left in the cart}
        where: cart_items > 0 and cart_age_hours between 36 and 720

        """)
  }

  private static func template(_ language: Language) -> String {
    language.pick(
      zh: """
        # 一条文案。先写对方得到什么；链接前后各留一个空格；短信以退订说明结尾。
        # {{name|您}}：没有姓名时用“您”。检查：winback template lint。
        title: {zh: 购物车商品降价, en: cart price drop}
        channel: sms
        # 签名，2 到 12 个字，发送时写成【…】。
        signature: 店铺名
        body: "{{name|您}}，您选好的{{cart_items}}件商品降价了，付款立减20元 https://h5.example.cn/c1 拒收请回复R"

        """,
      en: """
        # A message. Say first what the reader gains; leave a blank on each side of a link; an SMS ends
        # with how to opt out. {{name|您}} takes 您 where there is no name.
        # Check it with winback template lint.
        title: {zh: 购物车商品降价, en: cart price drop}
        channel: sms
        # The signature, 2 to 12 characters, goes out as 【…】.
        signature: 店铺名
        body: "{{name|您}}，您选好的{{cart_items}}件商品降价了，付款立减20元 https://h5.example.cn/c1 拒收请回复R"

        """)
  }

  private static func strategy(_ language: Language) -> String {
    language.pick(
      zh: """
        # 一个策略：给谁、走哪个渠道、用哪条文案，解决他的什么问题。
        # 生成草稿：winback batch plan cart-price-drop。
        title: {zh: 购物车挽回, en: bring the cart home}
        # 审批人第一眼看到的就是这一句。
        problem: 选好的商品降价了，他还不知道
        segment: cart-left
        channel: sms
        template: price-drop
        # 1 最优先；一个人同时符合几个策略时，只发最优先的。
        priority: 1
        # 故意不发、用来对比的比例（万分之几）。
        control_bp: 1000

        """,
      en: """
        # A strategy: whom to write to, on which channel, with which copy, and which problem of theirs
        # that solves. Make a draft with winback batch plan cart-price-drop.
        title: {zh: 购物车挽回, en: bring the cart home}
        # The first sentence an approver reads.
        problem: what they picked costs less now, and they do not know
        segment: cart-left
        channel: sms
        template: price-drop
        # 1 comes first; who fits several strategies gets the first of them only.
        priority: 1
        # The share that is left out on purpose, to compare with (basis points).
        control_bp: 1000

        """)
  }
}
