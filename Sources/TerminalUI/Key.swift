/// One thing the operator did at the terminal.
public enum Key: Hashable, Sendable {
  /// A typed character without modifier; Shift is part of the character.
  case character(Character)
  /// Control with a lower-case letter, such as `control("p")`.
  case control(Character)
  /// Alt with a character.
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// Pasted text, whole.
  case paste(String)
  case mouse(Mouse)

  public struct Mouse: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
      case press, release, drag, wheelUp, wheelDown
    }

    public var action: Action
    /// Cells from 0 at the top left.
    public var x: Int
    public var y: Int

    public init(action: Action, x: Int, y: Int) {
      self.action = action
      self.x = x
      self.y = y
    }
  }
}

extension Key: CustomStringConvertible {
  /// The key as footers and help name it: `Enter`, `Ctrl-P`, `a`.
  public var description: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(" "): "Ctrl-Space"
    case .control(let character): "Ctrl-\(String(character).uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .paste: "Paste"
    case .mouse: "Mouse"
    }
  }
}
