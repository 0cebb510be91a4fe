import TerminalUI
import WinbackCore

/// Draws the state: crumbs and tabs above, the screen, the message line and the keys below.
///
/// Pure: equal states give equal frames of exactly the state's size.
func draw(_ state: ConsoleState) -> Frame {
  var frame = Frame(size: state.size)
  guard !state.isTooSmall else {
    let needed = ConsoleState.minimumSize
    let text = state.say(
      zh: "窗口 \(state.size.columns)x\(state.size.rows) 太小，需要 \(needed.columns)x\(needed.rows)",
      en: "\(state.size.columns)x\(state.size.rows) is too small, "
        + "\(needed.columns)x\(needed.rows) needed")
    frame.put(text, x: 0, y: 0, role: "text")
    return frame
  }
  Chrome.drawHead(state, on: &frame)
  state.screen.draw(state, on: &frame)
  Chrome.drawFoot(state, on: &frame)
  if let dialog = state.dialog {
    frame.cursor = nil
    DialogView.draw(dialog, state, on: &frame)
  }
  return frame
}
