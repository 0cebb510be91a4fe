import Foundation
import TerminalUI
import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackConsole

struct ThemeTests {
  private static let folder = Golden.tests.deletingLastPathComponent().appending(path: "themes")

  private static let shipped =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted() ?? []

  private static let catalog = ThemeCatalog(folders: [folder]) { url in
    try YAMLFile.read(contentsOf: url, named: url.lastPathComponent)
  }

  private func read(_ text: String) throws -> ThemeReader.Reading {
    Self.catalog.reading(try YAMLFile.read(text, file: "dusk.yaml"))
  }

  /// What every theme that is shipped has to hold.
  private func checkTheme(_ theme: Theme) {
    let deficiencies: [RGB.Deficiency] =
      switch theme.name {
      case "deuteranopia": [.deuteranopia, .protanopia]
      case "tritanopia": [.tritanopia]
      default: []
      }
    #expect(ThemeCheck.problems(of: theme, deficiencies: deficiencies) == [])
  }

  @Test(arguments: shipped)
  func `sets every role readably and keeps states apart`(name: String) throws {
    let theme = try Self.catalog.theme(name)
    #expect(theme.name == name)
    checkTheme(theme)
  }

  @Test
  func `ships a theme for each need`() {
    #expect(
      Self.catalog.names == [
        "default-dark", "default-light", "deuteranopia", "high-contrast-dark",
        "high-contrast-light", "mono", "tritanopia",
      ])
  }

  @Test(arguments: EmbeddedThemes.all)
  func `embeds the files as they are`(theme: Theme) throws {
    #expect(try Self.catalog.theme(theme.name) == theme)
    #expect(
      try ThemeCatalog(folders: []) { _ in throw CocoaError(.fileNoSuchFile) }
        .theme(theme.name) == theme)
  }

  @Test
  func `reads colours, attributes and what is left out`() throws {
    let reading = try read(
      """
      name: dusk
      dark: true
      palette: {rose: "#ff8080"}
      roles:
        text: white on 16
        number: rose +bold
        id: on bright-blue
        link: "default on default +underline +dim"
        match: +reverse
      """)
    #expect(reading.faults.isEmpty)
    let theme = try #require(reading.theme)
    let rose = Color.rgb(red: 255, green: 128, blue: 128)
    #expect(theme.style("text") == Style(foreground: .indexed(7), background: .indexed(16)))
    #expect(
      theme.style("number") == Style(foreground: rose, background: .indexed(16), isBold: true))
    #expect(theme.style("id") == Style(foreground: .indexed(7), background: .indexed(12)))
    #expect(theme.style("link") == Style(isUnderlined: true, isDim: true))
    #expect(
      theme.style("match")
        == Style(foreground: .indexed(7), background: .indexed(16), isReversed: true))
    #expect(theme.style("toast.error") == theme.style("text"))
  }

  @Test
  func `makes another theme of a palette alone`() throws {
    let reading = try read(
      """
      name: dusk
      inherits: default-dark
      palette: {blue: "#88aaff"}
      roles: {id: red}
      """)
    let theme = try #require(reading.theme)
    #expect(theme.name == "dusk" && theme.isDark)
    #expect(theme.style("row.cursor").background == .rgb(red: 0x88, green: 0xAA, blue: 0xFF))
    #expect(theme.style("id").foreground == EmbeddedThemes.dark.style("lint.error").foreground)
    #expect(theme.style("title") == EmbeddedThemes.dark.style("title"))
  }

  @Test(arguments: [
    ("name: dusk\ndark: true\nroles:\n  row.cursr: red", "dusk.yaml:4:3", "row.cursor"),
    ("name: dusk\ndark: true\nroles:\n  row: red on blakc", "dusk.yaml:4:15", "black"),
    ("name: dusk\ndark: true\nroles:\n  row: \"red +blod\"", "dusk.yaml:4:13", "+bold"),
    ("name: dusk\ndark: true\npalette:\n  sea: \"#12345\"", "dusk.yaml:4:9", "#rrggbb"),
    ("name: dusk\ndark: true\nroles:\n  row: red blue", "dusk.yaml:4:12", "on"),
    ("name: dusk\ndark: maybe", "dusk.yaml:2:7", "true or false"),
    ("name: dusk\ndark: true\nrolse: {}", "dusk.yaml:3:1", "roles"),
    ("name: dusk\ninherits: default-drak", "dusk.yaml:2:11", "default-dark"),
    ("name: default-dark\ninherits: default-dark", "dusk.yaml:2:11", "inherits from itself"),
    ("dark: true", "dusk.yaml:1:1", "name"), ("name: dusk", "dusk.yaml:1:1", "dark"),
    ("name: dusk\ndark: true\nroles: red", "dusk.yaml:3:8", "one a line"),
    ("- a", "dusk.yaml:1:1", "keys"),
    ("name: dusk\ndark: true\nroles:\n  row: 256", "dusk.yaml:4:8", "0-255"),
  ])
  func `says where a file is wrong and what was meant`(
    text: String, place: String, word: String
  ) throws {
    let reading = try read(text)
    #expect(reading.theme == nil)
    let fault = try #require(reading.faults.first)
    #expect(fault.location.description == place)
    #expect(fault.words(.en).contains(word))
    #expect(!fault.words(.zh).isEmpty)
  }

  @Test
  func `names the theme that was meant`() throws {
    #expect(throws: ThemeError.unknown("mnoo", nearest: "mono")) { try Self.catalog.theme("mnoo") }
    let alone = ThemeCatalog(folders: []) { _ in throw CocoaError(.fileNoSuchFile) }
    let child = try YAMLFile.read("name: a\ninherits: default-light", file: "a.yaml")
    #expect(alone.reading(child).theme?.styles == EmbeddedThemes.light.styles)
    #expect(throws: ThemeError.self) { try Self.catalog.theme("../themes/mono") }
  }

  @Test
  func `finds what is wrong with colours`() {
    let theme = Theme(
      name: "bad", isDark: true,
      styles: [
        "text": Style(
          foreground: .rgb(red: 90, green: 90, blue: 90),
          background: .rgb(red: 0, green: 0, blue: 0))
      ])
    let problems = ThemeCheck.problems(of: theme)
    let faint = ThemeCheck.Problem.faint("row", contrast: 4.499, least: 4.5)
    #expect(
      faint.words(.en)
        == "the role row has a contrast of 4.4:1, it needs 4.5:1; move its foreground "
        + "and background apart")
    #expect(faint.words(.zh) == "角色 row 的对比度是 4.4:1，至少要 4.5:1；请加深前景或背景的差别")
    #expect(problems.contains(.alike("state.sent", "state.failed")))
    #expect(
      problems.contains { if case .faint("text", _, least: 4.5) = $0 { true } else { false } })
    #expect(
      ThemeCheck.problems(of: Theme(name: "none", isDark: true, styles: [:])).contains(
        .unset("text")))
  }

  @Test
  func `looks for themes where a user and a package put them`() {
    let folders = ThemeCatalog.folders(
      environment: ["WINBACK_THEMES": "/t", "HOME": "/home/li"],
      program: URL(fileURLWithPath: "/opt/winback/bin/winback")
    ).map(\.path)
    #expect(
      folders.prefix(3) == ["/t", "/home/li/.config/winback/themes", "/opt/winback/bin/themes"])
    #expect(folders.contains("/opt/winback/themes"))
  }
}
