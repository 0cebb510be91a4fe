import Testing
import WinbackCore

struct BatchRiskTests {
  @Test(arguments: [
    (0, Int64(0), BatchRisk.low), (500, 0, .low), (501, 0, .medium), (5000, 0, .medium),
    (5001, 0, .high), (50_000, 0, .high), (50_001, 0, .critical), (0, 50_000, .low),
    (0, 50_001, .medium), (0, 500_000, .medium), (0, 500_001, .high), (0, 5_000_000, .high),
    (0, 5_000_001, .critical), (501, 500_001, .high), (5001, 50_001, .high),
  ])
  func `takes the higher of size and money`(recipients: Int, minor: Int64, risk: BatchRisk) {
    func judge(_ isNew: Bool, _ overrides: Bool) -> BatchRisk {
      BatchRisk(
        recipients: recipients, exposure: Money(minor: minor), isNewTemplate: isNew,
        overridesGate: overrides)
    }
    #expect(judge(false, false) == risk)
    #expect(judge(true, false).rawValue == min(3, risk.rawValue + 1))
    #expect(judge(false, true).rawValue == min(3, risk.rawValue + 1))
    #expect(judge(true, true).rawValue == min(3, risk.rawValue + 2))
  }

  @Test func `asks for one, one, two and three approvals`() {
    #expect(BatchRisk.allCases.map(\.approvalsNeeded) == [1, 1, 2, 3])
    #expect(BatchRisk.allCases.compactMap { BatchRisk(name: $0.name) } == BatchRisk.allCases)
    #expect(BatchRisk(name: "none") == nil)
  }
}

struct BatchStateTests {
  @Test func `final states lead nowhere and all others can be cancelled`() {
    #expect(
      BatchState.allCases.filter(\.isFinal) == [.completed, .cancelled, .rejected, .expired])
    for state in BatchState.allCases {
      #expect((state.after(.cancel) == .cancelled) == !state.isFinal)
    }
  }

  @Test func `nothing is sent that was not approved`() {
    #expect(BatchState.allowing(.start) == [.approved, .scheduled])
    #expect(BatchState.allowing(.approve) == [.submitted])
    for (state, actions) in BatchState.transitions {
      for (action, next) in actions where next == .sending {
        #expect(
          action == .start || (action == .resume && state == .paused), "\(state) by \(action)")
      }
    }
  }

  @Test func `what was edited is a draft again`() {
    for state in BatchState.allCases {
      if let next = state.after(.edit) { #expect(next == .draft) }
      if let next = state.after(.withdraw) { #expect(next == .draft) }
    }
  }

  @Test(arguments: Language.allCases)
  func `states and actions have words`(language: Language) {
    #expect(Set(BatchState.allCases.map { $0.words(language) }).count == BatchState.allCases.count)
    #expect(
      Set(BatchAction.allCases.map { $0.words(language) }).count == BatchAction.allCases.count)
  }
}
