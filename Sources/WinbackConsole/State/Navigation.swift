/// Going from place to place.
extension ConsoleState {
  /// Opens `place` on top of where the operator is, or in its own tab when it belongs elsewhere.
  mutating func open(_ place: Place) {
    guard place != self.place else { return }
    remember()
    if place.tab == tab {
      trail.append(place)
    } else {
      trails[tab] = trail
      trail = place == place.tab.root ? [place] : [place.tab.root, place]
    }
  }

  /// Shows a tab as it was left; the tab already shown goes back to its root.
  mutating func show(_ tab: Tab) {
    remember()
    if tab == self.tab {
      trail = [tab.root]
    } else {
      trails[self.tab] = trail
      trail = trails[tab] ?? [tab.root]
    }
  }

  /// Leaves the place on the screen; false at the root of a tab.
  mutating func goUp() -> Bool {
    guard trail.count > 1 else { return false }
    remember()
    trail.removeLast()
    return true
  }

  /// Returns to where the operator was before.
  mutating func goBack() -> Bool {
    guard let before = past.popLast() else { return false }
    future.append(trail)
    trail = before
    return true
  }

  mutating func goForward() -> Bool {
    guard let after = future.popLast() else { return false }
    past.append(trail)
    trail = after
    return true
  }

  private mutating func remember() {
    past.append(trail)
    if past.count > 100 { past.removeFirst() }
    future = []
    prompt = nil
  }
}
