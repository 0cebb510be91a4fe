import WinbackCore

/// A text in both languages.
struct Phrase: Hashable, Sendable, Worded {
  let zh: String
  let en: String

  init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The wording of an error: its own when it has one, else its description.
  init(_ error: any Error) {
    if let worded = error as? any Worded {
      self.init(zh: worded.words(.zh), en: worded.words(.en))
    } else {
      self.init(zh: "操作未完成: \(error)", en: "not done: \(error)")
    }
  }

  func words(_ language: Language) -> String { language.pick(zh: zh, en: en) }
}
