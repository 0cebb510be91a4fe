/// Finds names by some of their characters in order, as people type them.
enum Fuzzy {
  /// How well `pattern` fits `text`, larger is better; nil when its characters do not occur in order.
  ///
  /// Runs of neighbours and beginnings of words count most; case and blanks in the pattern do not.
  static func score(_ pattern: String, in text: String) -> Int? {
    let wanted = pattern.lowercased().filter { !$0.isWhitespace }
    if wanted.isEmpty { return 0 }
    var score = 0
    var last = -2
    var before: Character = " "
    var rest = wanted[...]
    for (index, character) in text.lowercased().enumerated() {
      if character == rest.first {
        rest = rest.dropFirst()
        score += 1
        if index == last + 1 { score += 4 }
        if !before.isLetter && !before.isNumber { score += 3 }
        if index == 0 { score += 3 }
        last = index
      }
      before = character
      if rest.isEmpty { return score * 100 - text.count }
    }
    return nil
  }

  /// The best score of `pattern` over several texts.
  static func score(_ pattern: String, in texts: [String]) -> Int? {
    texts.compactMap { score(pattern, in: $0) }.max()
  }
}
