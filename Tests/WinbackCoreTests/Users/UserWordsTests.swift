import Testing
import WinbackCore

struct UserWordsTests {
  @Test
  func `every name differs from every other in both languages`() {
    check(LifecycleStage.allCases)
    check(RFMCell.allCases)
    check(RFMGrid.allCases)
    check(ChurnWarning.Level.allCases)
    check(ChurnCause.allCases)
    check(CauseHypothesis.Status.allCases)
    check(LostProfile.Orders.allCases)
  }

  private func check<Name: Worded>(_ names: [Name]) {
    for language in Language.allCases {
      let words = names.map { $0.words(language) }
      #expect(Set(words).count == names.count)
      #expect(!words.contains(""))
    }
  }
}
