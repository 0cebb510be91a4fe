public import TerminalUI
import WinbackCore

/// The themes that are there even when no file is.
///
/// The same as the files of their names in `themes/`; a test compares them.
public enum EmbeddedThemes {
  public static let dark = theme(0)
  public static let light = theme(1)
  /// Without colours: bold, underlined, reversed and dim only.
  public static let mono = theme(2)

  public static let all = [dark, light, mono]

  /// The theme for an operator who chose none: without colours where there are none.
  public static func standard(depth: ColorDepth, isDark: Bool) -> Theme {
    depth == .none ? mono : isDark ? dark : light
  }

  static func source(_ name: String) -> ThemeSource? { sources.first { $0.name == name } }

  private static let sources = [
    source("default-dark", isDark: true, darkPalette, colorRoles),
    source("default-light", isDark: false, lightPalette, colorRoles),
    source("mono", isDark: true, [], monoRoles),
  ]

  private static func source(
    _ name: String, isDark: Bool, _ palette: [(String, String)], _ roles: [(String, String)]
  ) -> ThemeSource {
    let nowhere = FileLocation(file: name, line: 1, column: 1)
    func entries(_ pairs: [(String, String)]) -> [ThemeSource.Entry] {
      pairs.map { ThemeSource.Entry(key: $0.0, text: $0.1, location: nowhere) }
    }
    return ThemeSource(
      name: name, isDark: isDark, palette: entries(palette), roles: entries(roles))
  }

  private static func theme(_ index: Int) -> Theme {
    // The test that compares these with the files finds the faults, of which there are none.
    var faults: [SettingsFault] = []
    return ThemeReader.resolved([sources[index]], faults: &faults)
  }

  private static let darkPalette: [(String, String)] = [
    ("paper", "#14161b"),
    ("panel", "#232a36"),
    ("raised", "#2c3444"),
    ("ink", "#d8dce4"),
    ("muted", "#9aa3b2"),
    ("faint", "#8b94a4"),
    ("strong", "#f4f6fa"),
    ("blue", "#7ab0ff"),
    ("cyan", "#5fd0d6"),
    ("green", "#86d07c"),
    ("yellow", "#e5c46b"),
    ("orange", "#f0a060"),
    ("red", "#ff8480"),
    ("violet", "#d39bf0"),
    ("cool", "#1d2c40"),
    ("mild", "#24456b"),
    ("warm", "#2f5f98"),
  ]

  private static let lightPalette: [(String, String)] = [
    ("paper", "#fbfbf8"),
    ("panel", "#e4e8ee"),
    ("raised", "#dbe1ea"),
    ("ink", "#22262e"),
    ("muted", "#4d5561"),
    ("faint", "#5f6773"),
    ("strong", "#0c0f14"),
    ("blue", "#0b4fb3"),
    ("cyan", "#00606b"),
    ("green", "#1b6427"),
    ("yellow", "#6b4e00"),
    ("orange", "#8f4300"),
    ("red", "#a81c1c"),
    ("violet", "#732a9c"),
    ("cool", "#e3ecf8"),
    ("mild", "#c3d8f5"),
    ("warm", "#2a66b8"),
  ]

  private static let colorRoles: [(String, String)] = [
    ("text", "ink on paper"),
    ("text.muted", "muted"),
    ("text.disabled", "faint"),
    ("text.strong", "strong +bold"),
    ("bg", "ink on paper"),
    ("bg.panel", "ink on paper"),
    ("bg.overlay", "ink on paper"),
    ("number", "ink"),
    ("id", "cyan"),
    ("link", "blue +underline"),
    ("header", "strong on panel"),
    ("header.env.prod", "paper on red +bold"),
    ("header.env.test", "paper on green +bold"),
    ("header.readonly", "paper on yellow +bold"),
    ("crumb", "muted on panel"),
    ("crumb.active", "strong on panel +bold"),
    ("tab", "muted"),
    ("tab.active", "blue +bold +underline"),
    ("border", "faint"),
    ("border.focus", "blue"),
    ("title", "strong +bold"),
    ("footer", "muted on panel"),
    ("footer.key", "cyan on panel +bold"),
    ("scrollbar", "faint"),
    ("row", "ink"),
    ("row.cursor", "paper on blue +bold"),
    ("row.cursor.blur", "strong on raised +bold"),
    ("row.marked", "yellow +bold"),
    ("row.stale", "faint"),
    ("column", "muted +underline"),
    ("column.sort", "ink +bold +underline"),
    ("match", "paper on yellow"),
    ("state.draft", "muted"),
    ("state.pending", "yellow"),
    ("state.approved", "green"),
    ("state.rejected", "orange"),
    ("state.sending", "blue"),
    ("state.sent", "cyan"),
    ("state.failed", "red"),
    ("state.suppressed", "violet"),
    ("state.expired", "faint +underline"),
    ("lint.error", "red +bold"),
    ("lint.warning", "yellow"),
    ("lint.info", "cyan"),
    ("lint.span.error", "paper on red +underline"),
    ("lint.span.warning", "paper on yellow +underline"),
    ("lint.space", "yellow +reverse"),
    ("lint.variable", "cyan +underline"),
    ("dialog", "ink on paper"),
    ("dialog.title", "strong +bold"),
    ("dialog.danger", "red +bold"),
    ("button", "ink on raised"),
    ("button.focus", "paper on blue +bold"),
    ("button.danger", "red on raised +bold"),
    ("button.disabled", "faint"),
    ("input", "strong on raised"),
    ("input.invalid", "red on raised +underline"),
    ("input.selection", "paper on cyan"),
    ("toast.info", "cyan"),
    ("toast.ok", "green"),
    ("toast.warning", "yellow +bold"),
    ("toast.error", "red +bold"),
    ("progress", "faint"),
    ("progress.done", "green"),
    ("spinner", "blue"),
    ("delta.up", "green"),
    ("delta.down", "orange"),
    ("diff.add", "green"),
    ("diff.remove", "red"),
    ("touch.delivered", "green"),
    ("touch.clicked", "blue"),
    ("touch.recalled", "violet +bold"),
    ("touch.failed", "red"),
    ("touch.optout", "orange"),
    ("heat.0", "faint"),
    ("heat.1", "ink on cool"),
    ("heat.2", "strong on mild"),
    ("heat.3", "#ffffff on warm +bold"),
    ("heat.4", "paper on blue +bold"),
  ]

  private static let monoRoles: [(String, String)] = [
    ("text", "default on default"),
    ("text.muted", "default"),
    ("text.disabled", "+dim"),
    ("text.strong", "+bold"),
    ("bg", "default"),
    ("bg.panel", "default"),
    ("bg.overlay", "default"),
    ("number", "default"),
    ("id", "default"),
    ("link", "+underline"),
    ("header", "+reverse"),
    ("header.env.prod", "+reverse +bold"),
    ("header.env.test", "+reverse +underline"),
    ("header.readonly", "+reverse +underline +bold"),
    ("crumb", "+reverse"),
    ("crumb.active", "+reverse +bold"),
    ("tab", "default"),
    ("tab.active", "+bold +underline"),
    ("border", "default"),
    ("border.focus", "+bold"),
    ("title", "+bold"),
    ("footer", "+reverse"),
    ("footer.key", "+reverse +bold"),
    ("scrollbar", "default"),
    ("row", "default"),
    ("row.cursor", "+reverse +bold"),
    ("row.cursor.blur", "+reverse +dim"),
    ("row.marked", "+bold"),
    ("row.stale", "+dim"),
    ("column", "+underline"),
    ("column.sort", "+bold +underline"),
    ("match", "+reverse"),
    ("state.draft", "+dim"),
    ("state.pending", "+underline"),
    ("state.approved", "+bold"),
    ("state.rejected", "+reverse"),
    ("state.sending", "+bold +underline"),
    ("state.sent", "default"),
    ("state.failed", "+bold +reverse"),
    ("state.suppressed", "+dim +underline"),
    ("state.expired", "+dim +reverse"),
    ("lint.error", "+bold"),
    ("lint.warning", "+underline"),
    ("lint.info", "default"),
    ("lint.span.error", "+reverse +bold"),
    ("lint.span.warning", "+reverse +underline"),
    ("lint.space", "+reverse"),
    ("lint.variable", "+underline"),
    ("dialog", "default"),
    ("dialog.title", "+bold"),
    ("dialog.danger", "+bold"),
    ("button", "default"),
    ("button.focus", "+reverse +bold"),
    ("button.danger", "+bold"),
    ("button.disabled", "+dim"),
    ("input", "+underline"),
    ("input.invalid", "+underline +bold"),
    ("input.selection", "+reverse"),
    ("toast.info", "default"),
    ("toast.ok", "default"),
    ("toast.warning", "+bold"),
    ("toast.error", "+bold +reverse"),
    ("progress", "default"),
    ("progress.done", "+bold"),
    ("spinner", "+bold"),
    ("delta.up", "default"),
    ("delta.down", "+underline"),
    ("diff.add", "+bold"),
    ("diff.remove", "+underline"),
    ("touch.delivered", "default"),
    ("touch.clicked", "+underline"),
    ("touch.recalled", "+bold"),
    ("touch.failed", "+reverse"),
    ("touch.optout", "+dim"),
    ("heat.0", "+dim"),
    ("heat.1", "default"),
    ("heat.2", "+underline"),
    ("heat.3", "+bold"),
    ("heat.4", "+reverse"),
  ]
}
