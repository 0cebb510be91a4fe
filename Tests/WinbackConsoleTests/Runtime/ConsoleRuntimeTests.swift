import TerminalUI
import Testing
import WinbackCore

@testable import WinbackConsole

/// The loop with real worker threads: input, answers and frames in the right order and number.
struct ConsoleRuntimeTests {
  private func run(_ surface: ScriptedSurface, _ backend: FixtureBackend = FixtureBackend()) {
    let session = ConsoleSession(
      workspaceName: "鲜选", isDemo: true, isReadOnly: false, person: Fixture.operators[0],
      zone: .shanghai, currency: "¥", language: .zh)
    ConsoleRuntime(session: session, backend: backend, surface: surface, clock: { Fixture.now })
      .run()
  }

  @Test
  func `shows, answers keys, waits for replies and ends`() {
    let surface = ScriptedSurface(
      columns: 80, rows: 24,
      script: [
        ("B-1188", [.key(.character("4"))]),
        ("zhang_own", []),
        ("zhang_own", [.key(.enter)]),
        ("等待您的决定", [.key(.character("a"))]),
        ("输入人数确认", "12480".map { .key(.character($0)) } + [.key(.enter)]),
        ("B-1187 完成", [.key(.character(":"))]),
        (":", "theme mono".map { .key(.character($0)) } + [.key(.enter)]),
        ("主题: mono", [.resized(Size(columns: 40, rows: 12))]),
        ("4 批次", [.key(.character(":")), .key(.character("q")), .key(.enter)]),
      ])
    let backend = FixtureBackend()
    run(surface, backend)
    #expect(backend.acts == ["approve B-1187 12480 9c41e2aa07 7f22c1bb93 ''"])
    #expect(surface.themes == ["mono"])
    #expect(surface.frames.last?.size == Size(columns: 40, rows: 12))
  }

  @Test
  func `draws once for a burst of keys and not at all for nothing`() {
    let surface = ScriptedSurface(
      columns: 80, rows: 24,
      script: [
        ("B-1188", [.key(.character("2"))]),
        ("召回池 ", Array(repeating: .key(.character("j")), count: 200)),
        ("11/11", []),
        ("11/11", []),
      ])
    run(surface)
    let segments = surface.frames.filter { $0.text.contains("/11") }
    #expect(segments.count == 2, "one before the burst and one after it")
  }
}
