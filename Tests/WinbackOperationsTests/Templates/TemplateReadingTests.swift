import Testing
import WinbackCore
import WinbackOperations
import WinbackStore

struct TemplateReadingTests {
  private func read(
    _ yaml: String, named name: String = "gift"
  ) throws -> (template: MessageTemplate?, faults: [SettingsFault]) {
    MessageTemplate.read(try YAMLFile.read(yaml, file: "templates/\(name).yaml"), named: name)
  }

  @Test func `reads every key`() throws {
    let read = try read(
      """
      name: gift
      title: {zh: 回归礼, en: Gift}
      channel: sms
      kind: notice
      signature: 小店
      body: |
        {{name|您}}的券到了 {{link}}
      appended_text: 拒收请回复R
      link: https://h5.shop.cn/x
      provider: aliyun
      """)
    #expect(read.faults == [])
    #expect(
      read.template
        == MessageTemplate(
          id: "gift", title: "回归礼", channel: .sms, kind: .notice, signature: "小店",
          body: "{{name|您}}的券到了 {{link}}", appendedText: "拒收请回复R", link: "https://h5.shop.cn/x",
          provider: "aliyun"))
  }

  @Test(arguments: [
    ("body: x", "1:1: channel is missing; such as channel: sms"),
    ("channel: sms", "1:1: body is missing; such as body: \"{{name|您}}，…\""),
    ("channel: smss\nbody: x", "1:10: channel cannot be `smss`; did you mean `sms`?"),
    (
      "channel: sms\nbody: x\nsignatur: y", "3:1: unknown key `signatur`; did you mean `signature`?"
    ),
    (
      "channel: sms\nbody: x\nsignature: 【店】",
      "3:12: signature goes without brackets; drop `【`, the platform adds it"
    ),
    (
      "name: other\nchannel: sms\nbody: x",
      "1:1: name is `other` but the file is called `gift`; make them agree"
    ),
    ("- x", "1:1: a template file must be a mapping of keys and values"),
  ])
  func `says what is wrong and where`(yaml: String, fault: String) throws {
    let faults = try read(yaml).faults.map { $0.words(.en) }
    #expect(faults.contains("templates/gift.yaml:" + fault), "\(faults)")
  }

  @Test func `reads every shipped provider profile without fault`() throws {
    for file in ProviderProfiles.files {
      let value = try YAMLFile.read(file.text, file: file.name)
      #expect(ProviderProfile.read(value, named: "x").faults == [], "\(file.name)")
    }
    #expect(ProviderProfiles.shipped.count == ProviderProfiles.files.count)
    #expect(ProviderProfiles.shipped["huawei"]?.allowsVariablesInMarketing == false)
    #expect(ProviderProfiles.shipped["qiniu"]?.optOutWordings == ["回TD退订", "拒收请回复R"])
    #expect(ProviderProfiles.shipped["jiguang"]?.signatureLength == 2...8)
    #expect(ProviderProfiles.shipped["volcengine"]?.maxUnits == 1000)
  }
}
