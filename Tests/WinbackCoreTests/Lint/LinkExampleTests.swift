import Testing
import WinbackCore

struct LinkExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var links: [String]
    var before: [Int] = []
    var after: [Int] = []
    var odd: [Int] = []
    var fixed: String?
    var following: Unicode.Scalar?
    var testDescription: String { text }
  }

  static let examples: [Example] = [
    Example(
      text: "戳https://h5.shop.cn/x领券", links: ["https://h5.shop.cn/x"], before: [0], after: [0],
      fixed: "戳 https://h5.shop.cn/x 领券"),
    Example(text: "戳 https://h5.shop.cn/x 领券", links: ["https://h5.shop.cn/x"]),
    Example(text: "https://h5.shop.cn/x 领券", links: ["https://h5.shop.cn/x"]),
    Example(text: "领券 https://h5.shop.cn/x", links: ["https://h5.shop.cn/x"]),
    Example(
      text: "领券 https://h5.shop.cn/x", links: ["https://h5.shop.cn/x"], after: [0],
      fixed: "领券 https://h5.shop.cn/x ", following: "拒"),
    Example(
      text: "领券 https://h5.shop.cn/x。", links: ["https://h5.shop.cn/x"], after: [0],
      fixed: "领券 https://h5.shop.cn/x 。"),
    Example(
      text: "领券：https://h5.shop.cn/x，限今天", links: ["https://h5.shop.cn/x"], before: [0],
      after: [0], fixed: "领券： https://h5.shop.cn/x ，限今天"),
    Example(
      text: "（https://h5.shop.cn/x）", links: ["https://h5.shop.cn/x"], before: [0], after: [0],
      fixed: "（ https://h5.shop.cn/x ）"),
    Example(
      text: "【小店】https://h5.shop.cn/x 领", links: ["https://h5.shop.cn/x"], before: [0],
      fixed: "【小店】 https://h5.shop.cn/x 领"),
    Example(
      text: "看 https://a.cn/1 https://a.cn/2 吧", links: ["https://a.cn/1", "https://a.cn/2"]),
    Example(
      text: "看 https://a.cn/1、https://a.cn/2 吧", links: ["https://a.cn/1", "https://a.cn/2"],
      before: [1], after: [0], fixed: "看 https://a.cn/1 、 https://a.cn/2 吧"),
    Example(
      text: "看 https://a.cn/1,https://a.cn/2 吧", links: ["https://a.cn/1", "https://a.cn/2"],
      before: [1], after: [0], fixed: "看 https://a.cn/1 , https://a.cn/2 吧"),
    Example(
      text: "上h5.shop.cn/x领", links: ["h5.shop.cn/x"], before: [0], after: [0],
      fixed: "上 h5.shop.cn/x 领"),
    Example(text: "上 dwz.cn/9k 领", links: ["dwz.cn/9k"]),
    Example(text: "满99.9元打8.5折，升级v3.2.1", links: []),
    Example(text: "写信到service@shop.cn吧", links: []),
    Example(
      text: "戳{{link}}领券", links: ["{{link}}"], before: [0], after: [0],
      fixed: "戳 {{link}} 领券"),
    Example(text: "{{name}}的券到了", links: []),
    Example(
      text: "https://h5.shop.cn/x?u={{id}}领", links: ["https://h5.shop.cn/x?u={{id}}"],
      after: [0], fixed: "https://h5.shop.cn/x?u={{id}} 领"),
    Example(text: "看 http://10.1.2.3:8080/a 吧", links: ["http://10.1.2.3:8080/a"]),
    Example(text: "固件1.2.3.4已发布", links: []),
    Example(
      text: "看 https://shop.cn/s?a=1&b=2吧", links: ["https://shop.cn/s?a=1&b=2"], after: [0],
      fixed: "看 https://shop.cn/s?a=1&b=2 吧"),
    Example(text: "看 https://shop.cn/s?q=跑鞋&p=2 吧", links: ["https://shop.cn/s?q="]),
    Example(
      text: "看HTTPS://SHOP.CN/X吧", links: ["HTTPS://SHOP.CN/X"], before: [0], after: [0],
      fixed: "看 HTTPS://SHOP.CN/X 吧"),
    Example(
      text: "看\u{A0}https://shop.cn/x\u{3000}吧", links: ["https://shop.cn/x"], odd: [0],
      fixed: "看 https://shop.cn/x 吧"),
    Example(
      text: "看\u{200B}https://shop.cn/x\u{200B}吧", links: ["https://shop.cn/x"], before: [0],
      after: [0], fixed: "看 https://shop.cn/x 吧"),
    Example(text: "看 https://shop.cn/x\n拒收请回复R", links: ["https://shop.cn/x"]),
    Example(
      text: "看 https://shop.cn/x拒收请回复R", links: ["https://shop.cn/x"], after: [0],
      fixed: "看 https://shop.cn/x 拒收请回复R"),
    Example(
      text: "看 https://shop.cn/r?to=https://b.cn/1 吧",
      links: ["https://shop.cn/r?to=https://b.cn/1"]
    ),
    Example(
      text: "看 https://shop.cn/x! 快", links: ["https://shop.cn/x"], after: [0],
      fixed: "看 https://shop.cn/x ! 快"),
    Example(text: "看 https：//shop.cn/x 吧", links: [], fixed: "看 https://shop.cn/x 吧"),
  ]

  static let edges: [Example] = [
    Example(text: "a.b 和 readme.txt、index.html 与 Node.js", links: []),
    Example(text: "www.店.cn www.{1}.com 吧", links: ["www.{1}.com"]),
    Example(
      text: "(见 https://a.cn/x_(y)) 吧", links: ["https://a.cn/x_(y)"], after: [0],
      fixed: "(见 https://a.cn/x_(y) ) 吧"),
    Example(
      text: "看 https://a.cn/1https://a.cn/2", links: ["https://a.cn/1", "https://a.cn/2"],
      before: [1], after: [0], fixed: "看 https://a.cn/1 https://a.cn/2"),
    Example(
      text: "10.1.2.3:80 1.2.3.4/x 1.2.3.4 300.1.1.1/a", links: ["10.1.2.3:80", "1.2.3.4/x"]),
    Example(text: "见 https:// 吧", links: []),
    Example(text: "ftp://shop.cn x@shop.cn shop.cn@qq.com", links: []),
    Example(text: "https://m\u{FC}nchen.de/x", links: ["https://m"]),
    Example(text: "https://例子.测试/x", links: []),
    Example(text: "看https：//shop.cn/x吧", links: [], fixed: "看 https://shop.cn/x 吧"),
    Example(text: "看 https://shop．cn/x 吧", links: ["https://shop"], fixed: "看 https://shop.cn/x 吧"),
    Example(text: "https://a.cn/x\r\n好", links: ["https://a.cn/x"]),
    Example(
      text: "\rhttps://a.cn/x\t好", links: ["https://a.cn/x"], before: [0], odd: [0],
      fixed: "\r https://a.cn/x 好"),
    Example(
      text: "https://a.cn/x？限今天", links: ["https://a.cn/x"], after: [0],
      fixed: "https://a.cn/x ？限今天"),
    Example(text: "https://a.cn/x?优惠=1 ", links: ["https://a.cn/x"]),
    Example(
      text: "{{ link | https://a.cn }}/x?a={{b|好}}, 吧",
      links: ["{{ link | https://a.cn }}/x?a={{b|好}}"],
      after: [0], fixed: "{{ link | https://a.cn }}/x?a={{b|好}} , 吧"),
    Example(text: "http://www.b\u{FC}cher-h\u{E4}user.de 好", links: ["http://www.b"]),
    Example(
      text: "http://a.cn/これは。b.cn中国語http://t.co/a한국c.cn",
      links: ["http://a.cn/", "b.cn", "http://t.co/a", "c.cn"],
      before: [1, 2, 3], after: [0, 1, 2],
      fixed: "http://a.cn/ これは。 b.cn 中国語 http://t.co/a 한국 c.cn"),
    Example(
      text: "a.com/领b.cn/x", links: ["a.com/", "b.cn/x"], before: [1], after: [0],
      fixed: "a.com/ 领 b.cn/x"),
    Example(
      text: "[a.com/x.jpg)]", links: ["a.com/x.jpg"], before: [0], after: [0],
      fixed: "[ a.com/x.jpg )]"),
    Example(
      text: "1.1.1.1@qq.com a.b.gov@qq.com x@https://a.cn/y", links: ["https://a.cn/y"],
      before: [0], fixed: "1.1.1.1@qq.com a.b.gov@qq.com x@ https://a.cn/y"),
    Example(text: "满3.cn 好", links: ["3.cn"], before: [0], fixed: "满 3.cn 好"),
    Example(
      text: "shop.cn. a-.cn -b.cn c..cn", links: ["shop.cn"], after: [0],
      fixed: "shop.cn . a-.cn -b.cn c..cn"),
  ]

  @Test(arguments: examples + edges)
  func `finds links, their spacing and their fix`(example: Example) {
    let scalars = Array(example.text.unicodeScalars)
    let scan = LinkScan(example.text)
    let shown = scan.links.map { link in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[link.range])
      return String(view)
    }
    #expect(shown == example.links)
    let spacing = scan.links.map {
      LinkSpacing(of: $0.range, in: scalars, following: example.following)
    }
    let indices = scan.links.indices
    #expect(indices.filter { spacing[$0].before.state == .missing } == example.before)
    #expect(
      indices.filter { spacing[$0].after.state == .missing && scan.links[$0].continuation == nil }
        == example.after)
    #expect(
      indices.filter { spacing[$0].before.state == .odd || spacing[$0].after.state == .odd }
        == example.odd)
    let fixed = LinkFix.fixed(scalars, following: example.following)
    #expect(fixed == Array((example.fixed ?? example.text).unicodeScalars))
    #expect(LinkFix.fixed(fixed, following: example.following) == fixed)
  }
}
