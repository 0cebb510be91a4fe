import TerminalUI

/// Applies one message to the state and says what is to be done.
///
/// Pure: equal states and messages give equal effects. Every request that is needed for what is now
/// on the screen and not under way is among them, and so is a drop for each that nobody needs.
func update(_ state: inout ConsoleState, _ message: Message) -> [Effect] {
  var effects: [Effect] = []
  switch message {
  case .key(let key):
    effects = state.press(key)
  case .resized(let size):
    state.size = size
  case .ticked(let now):
    state.now = now
  case .glyphs(let glyphs):
    state.session.glyphs = glyphs
  case .filesChanged:
    state.outdate()
  case .answered(let number, let request, let result):
    state.take(result, of: request, number: number)
  case .acted(let number, let act, let result):
    effects = state.finish(act, number: number, result)
  }
  state.settle()
  return effects + state.ask()
}

extension ConsoleState {
  /// What the first picture needs.
  mutating func start() -> [Effect] {
    settle()
    return ask()
  }

  /// Marks every answer as possibly old; what is on the screen is asked again.
  mutating func outdate() {
    // Also those under way: they may have been read before the change and are asked once more.
    for request in answers.keys { answers[request]?.isStale = true }
  }

  /// Asks for what the screen needs and does not have, and drops what it no longer needs.
  mutating func ask() -> [Effect] {
    var effects: [Effect] = []
    let needed = needs()
    let wanted = Set(needed)
    for (request, answer) in answers.sorted(by: {
      ($0.value.pending ?? 0) < ($1.value.pending ?? 0)
    }) {
      guard let number = answer.pending, !wanted.contains(request) else { continue }
      answers[request]?.pending = nil
      // It was asked because what is known is old, and it still is.
      answers[request]?.isStale = true
      if answer.reply == nil && answer.failure == nil { answers[request] = nil }
      effects.append(.drop(number: number))
    }
    for request in needed {
      let answer = answers[request]
      if answer?.pending != nil { continue }
      if let answer, !answer.isStale, answer.reply != nil || answer.failure != nil { continue }
      lastNumber += 1
      answers[request, default: Answer()].pending = lastNumber
      answers[request]?.isStale = false
      effects.append(.fetch(request, number: lastNumber, context))
    }
    forgetOld(keeping: wanted)
    return effects
  }

  private func needs() -> [Request] {
    var needs = screen.needs(self)
    // Row 2 counts the batches that wait for a decision.
    needs.append(.batches)
    if case .command = prompt?.kind {
      needs += [.operators, .themes, .segments, .templates]
    }
    if let prompt, prompt.kind == .predicate {
      let text = prompt.field.text
      if !text.allSatisfy(\.isWhitespace) { needs.append(.count(text)) }
      needs.append(.completions(text, cursor: prompt.field.scalarCursor))
    }
    if case .palette = dialog { needs += [.segments, .templates] }
    if case .approve(let form) = dialog { needs.append(.batch(form.batch)) }
    var seen: Set<Request> = []
    return needs.filter { seen.insert($0).inserted }
  }

  /// Keeps memory bounded while predicates are typed and pages are leafed through.
  private mutating func forgetOld(keeping wanted: Set<Request>) {
    guard answers.count > 200 else { return }
    answers = answers.filter { wanted.contains($0.key) || $0.value.pending != nil }
  }

  /// Stores an answer unless a newer request took its place.
  mutating func take(
    _ result: Result<Reply, ConsoleFailure>, of request: Request, number: Int
  ) {
    guard answers[request]?.pending == number else { return }
    answers[request]?.pending = nil
    if request == .batches { queue.key = nil }
    switch result {
    case .success(let reply):
      answers[request]?.reply = reply
      answers[request]?.failure = nil
    case .failure(let failure):
      let had = answers[request]?.reply != nil
      answers[request]?.failure = failure.phrase
      if had {
        notice = Notice(level: .error, phrase: failure.phrase)
      }
    }
    checkApproval()
  }

  /// Brings cursors and scroll positions back among what is there now.
  mutating func settle() {
    guard !isTooSmall else { return }
    queue.settle(batches.value ?? [], lists[.batches] ?? ListState())
    let screen = self.screen
    var list = self.list
    let area = screen.rowArea(self)
    if let count = screen.rowCount(self) {
      if count > 0 {
        // After a refresh the cursor follows its row, not its number.
        if let id = list.cursorID, screen.rowID(self, at: list.cursor) != id {
          if let index = (0..<min(count, 20_000)).first(where: { screen.rowID(self, at: $0) == id })
          {
            list.cursor = index
          }
        }
        list.settle(count: count, height: area.height)
        lists[place] = list
        list.cursorID = screen.rowID(self, at: list.cursor)
      }
    } else {
      list.settleText(lines: screen.lineCount(self), height: area.height)
    }
    lists[place] = list
  }
}
