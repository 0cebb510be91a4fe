/// What a cell means, such as `lint.error`; a theme gives it colours.
///
/// Roles are dotted: one that a theme does not set falls back to its prefix, then to `text`.
public struct Role: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let name: String

  public init(_ name: String) {
    self.name = name
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }

  public var description: String { name }

  /// Every role that a theme may set, in the order of the theme documentation.
  public static let all: [Role] = [
    "text", "text.muted", "text.disabled", "text.strong", "bg", "bg.panel", "bg.overlay", "number",
    "id", "link",
    "header", "header.env.prod", "header.env.test", "header.readonly", "crumb", "crumb.active",
    "tab", "tab.active", "border", "border.focus", "title", "footer", "footer.key", "scrollbar",
    "row", "row.cursor", "row.cursor.blur", "row.marked", "row.stale", "column", "column.sort",
    "match",
    "state.draft", "state.pending", "state.approved", "state.rejected", "state.sending",
    "state.sent", "state.failed", "state.suppressed", "state.expired",
    "lint.error", "lint.warning", "lint.info", "lint.span.error", "lint.span.warning",
    "lint.space", "lint.variable",
    "dialog", "dialog.title", "dialog.danger", "button", "button.focus", "button.danger",
    "button.disabled", "input", "input.invalid", "input.selection",
    "toast.info", "toast.ok", "toast.warning", "toast.error", "progress", "progress.done",
    "spinner", "delta.up", "delta.down", "diff.add", "diff.remove",
    "touch.delivered", "touch.clicked", "touch.recalled", "touch.failed", "touch.optout",
    "heat.0", "heat.1", "heat.2", "heat.3", "heat.4",
  ]
}
