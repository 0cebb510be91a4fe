import TerminalUI
import Testing
import WinbackCore
import WinbackOperations

@testable import WinbackConsole

/// What is asked, what is dropped, and which answers count.
struct RequestTests {
  private func fetches(_ effects: [Effect]) -> [Request] {
    effects.compactMap { if case .fetch(let request, _, _) = $0 { request } else { nil } }
  }

  @Test
  func `asks for what the screen needs, once`() {
    let bench = Bench(isHeld: true)
    #expect(fetches(bench.held) == [.overview, .batches])
    bench.steps("j k j")
    #expect(fetches(bench.held) == [.overview, .batches])
  }

  @Test
  func `drops what nobody waits for any longer`() {
    let bench = Bench(isHeld: true).steps("2")
    #expect(fetches(bench.held) == [.batches, .segments])
    #expect(bench.effects == [.drop(number: 1)])
  }

  /// A refreshed batch once kept showing why the earlier operator might not approve it.
  @Test
  func `what was dropped while it was renewed is asked again`() {
    let bench = Bench(isHeld: true)
    bench.send(.answered(1, .overview, .success(.overview(Fixture.emptyOverview))))
    bench.send(.filesChanged)
    bench.steps("2")
    let asked = fetches(bench.held).count { $0 == .overview }
    bench.steps("1")
    #expect(fetches(bench.held).count { $0 == .overview } == asked + 1)
  }

  @Test
  func `ignores an answer that a newer question replaced`() {
    let bench = Bench(isHeld: true)
    let late = Result<Reply, ConsoleFailure>.success(.overview(Fixture.emptyOverview))
    bench.send(.answered(99, .overview, late))
    #expect(bench.state.overview.value == nil)
    bench.send(.answered(1, .overview, late))
    #expect(bench.state.overview.value?.users == 0)
  }

  @Test
  func `counts only the predicate typed last`() {
    let bench = Bench().steps("2 w")
    bench.isHeld = true
    bench.type("tier")
    let counted = fetches(bench.held).filter { if case .count = $0 { true } else { false } }
    #expect(counted == [.count("tier")])
  }

  @Test
  func `pins the instant of the data until a refresh`() {
    let bench = Bench()
    bench.send(.ticked(Fixture.now.adding(seconds: 120)))
    #expect(bench.state.asOf == Fixture.now)
    bench.isHeld = true
    bench.steps("R")
    #expect(bench.state.asOf == Fixture.now.adding(seconds: 120))
    #expect(fetches(bench.held) == [.overview, .batches])
    #expect(bench.frame.text.contains("B-1187"), "the old answer stays until the new one is there")
  }

  @Test
  func `keeps what it shows when a later answer fails`() {
    let bench = Bench().steps("4")
    bench.isHeld = true
    bench.send(.filesChanged)
    guard case .fetch(let request, let number, _) = bench.held.first else {
      Issue.record("nothing was asked")
      return
    }
    let failure = ConsoleFailure(phrase: Phrase(FixtureError.unreadable))
    bench.send(.answered(number, request, .failure(failure)))
    #expect(bench.frame.text.contains("B-1187"))
    #expect(bench.message.contains("磁盘已满"))
  }

  @Test
  func `asks again for what changed while it was read`() {
    let bench = Bench(isHeld: true)
    bench.send(.filesChanged)
    bench.send(.answered(1, .overview, .success(.overview(Fixture.emptyOverview))))
    #expect(fetches(bench.held).filter { $0 == .overview }.count == 2)
  }
}
