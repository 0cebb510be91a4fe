import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

struct SettingsFileTests {
  private func read(_ text: String) throws -> (settings: Settings, faults: [SettingsFault]) {
    Settings.read(try YAMLFile.read(text, file: "winback.yaml"))
  }

  @Test(.enabled(if: Golden.has("world_small/config.json")))
  func `reads the JSON settings of a golden world`() throws {
    let text = try String(decoding: Golden.data("world_small/config.json"), as: UTF8.self)
    let (settings, faults) = try read(text)
    #expect(faults == [])
    #expect(settings.asOf != nil)
    #expect(settings.appType == .ecommerce)
  }

  @Test func `takes the defaults of the app type`() throws {
    let (settings, faults) = try read("app_type: tool\nstage_days: {churn: 40}\n")
    #expect(faults == [])
    #expect(settings.keyAction == .session)
    #expect(settings.stageDays == .init(active: 7, silent: 14, churn: 40, lost: 90))
  }

  @Test(arguments: [
    ("app_typ: tool\n", "winback.yaml:1:1", "did you mean `app_type`"),
    ("app_type: tol\n", "winback.yaml:1:11", "did you mean `tool`"),
    ("business_tz: Asia/Shangai\n", "winback.yaml:1:14", "no time zone"),
    ("a:\n  b: 1\n", "winback.yaml:1:1", "unknown key `a`"),
    ("new_days: thirty\n", "winback.yaml:1:11", "whole number, not thirty"),
    ("new_days: \"30\"\n", "winback.yaml:1:11", "whole number, not \"30\""),
    ("stage_days: {active: 90}\n", "winback.yaml:1:13", "must ascend"),
    ("rfm: {split: 6}\n", "winback.yaml:1:14", "mean, median or a score"),
    ("channels: {smss: {gateway: outbox}}\n", "winback.yaml:1:12", "did you mean `sms`"),
    ("curve: {from: 20, to: 10}\n", "winback.yaml:1:8", "must not exceed"),
    ("- 1\n", "winback.yaml:1:1", "must be a mapping"),
    ("currency: yuan\n", "winback.yaml:1:11", "three capitals"),
    ("experiment_salt: a:b\n", "winback.yaml:1:18", "colon"),
  ])
  func `says what is wrong and where`(text: String, place: String, words: String) throws {
    let faults = try read(text).faults
    #expect(faults.count == 1)
    #expect(faults.first?.location.description == place)
    #expect(faults.first?.en.contains(words) == true, "\(faults)")
    #expect(faults.first?.zh.isEmpty == false)
  }

  @Test func `finds every fault in one reading`() throws {
    let faults = try read("new_days: 0\nappp: 1\ncurrency: x\n").faults
    #expect(faults.map(\.location.line) == [1, 2, 3])
  }
}
