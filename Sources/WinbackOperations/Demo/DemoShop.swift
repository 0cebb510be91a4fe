/// What the demo shop sells, where its customers live and when they order.
enum DemoShop {
  struct Product {
    let number: Int
    let category: String
    /// In fen.
    let price: Int
  }

  /// Bought once in a lifetime, so that some who left never needed to stay.
  static let finiteNeedCategory = "婚庆回礼"

  /// Categories with their share of orders and the prices of their goods, in fen.
  private static let shelves: [(category: String, weight: Int, prices: [Int])] = [
    ("绿茶", 20, [4900, 8800, 12_800, 19_900]), ("红茶", 14, [4500, 7900, 11_800]),
    ("乌龙茶", 11, [5900, 9900, 16_800]), ("普洱茶", 8, [6900, 15_900, 29_800, 49_900]),
    ("花草茶", 12, [2900, 3900, 5900]), ("茶具", 9, [6900, 15_900, 26_900, 59_900]),
    ("餐具", 8, [3900, 8900, 12_900]), ("厨房小件", 9, [1900, 2900, 4900]),
    ("清洁用品", 10, [1500, 2500, 3900]), ("香薰", 6, [4900, 7900, 9900]),
    ("床品", 4, [12_900, 25_900, 39_900]), (finiteNeedCategory, 2, [39_900, 68_000, 99_900]),
  ]

  static let products: [(value: Product, weight: Int)] = {
    var products: [(value: Product, weight: Int)] = []
    for (shelf, row) in shelves.enumerated() {
      for (place, price) in row.prices.enumerated() {
        let product = Product(
          number: (shelf + 1) * 100 + place + 1, category: row.category, price: price)
        // Cheaper goods of a shelf sell more often.
        products.append((product, row.weight * (row.prices.count - place)))
      }
    }
    return products
  }()

  /// Province, its main city and its share of customers.
  static let places: [(value: (region: String, city: String), weight: Int)] = [
    (("CN-44", "广州"), 70), (("CN-44", "深圳"), 75), (("CN-33", "杭州"), 80), (("CN-33", "宁波"), 35),
    (("CN-31", "上海"), 105), (("CN-11", "北京"), 95), (("CN-32", "南京"), 50), (("CN-32", "苏州"), 55),
    (("CN-35", "福州"), 35), (("CN-35", "厦门"), 30), (("CN-37", "青岛"), 40), (("CN-51", "成都"), 65),
    (("CN-50", "重庆"), 45), (("CN-42", "武汉"), 45), (("CN-43", "长沙"), 35), (("CN-41", "郑州"), 40),
    (("CN-34", "合肥"), 28), (("CN-61", "西安"), 32), (("CN-21", "沈阳"), 20), (("CN-12", "天津"), 25),
    (("CN-36", "南昌"), 15), (("CN-53", "昆明"), 18), (("CN-45", "南宁"), 15), (("CN-23", "哈尔滨"), 12),
    (("CN-22", "长春"), 9), (("CN-13", "石家庄"), 18), (("CN-14", "太原"), 11), (("CN-52", "贵阳"), 10),
    (("CN-46", "海口"), 6), (("CN-62", "兰州"), 6), (("CN-65", "乌鲁木齐"), 12), (("CN-15", "呼和浩特"), 6),
    (("CN-64", "银川"), 3), (("CN-63", "西宁"), 2),
  ]

  /// Where customers come from, with what winning one costs, in fen.
  static let sources: [(value: (name: String, cost: Int), weight: Int)] = [
    (("小程序", 900), 28), (("抖音", 3800), 22), (("小红书", 3200), 14), (("应用商店", 2600), 10),
    (("搜索", 2900), 9), (("老客推荐", 1500), 11), (("自然到店", 0), 6),
  ]

  /// Hours of the day with their share of orders and visits.
  static let hours: [(value: Int, weight: Int)] = [
    (0, 2), (7, 2), (8, 4), (9, 6), (10, 8), (11, 8), (12, 9), (13, 6), (14, 6), (15, 6), (16, 5),
    (17, 5), (18, 5), (19, 7), (20, 9), (21, 10), (22, 8), (23, 4),
  ]
}
