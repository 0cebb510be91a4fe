/// The terms that copy is checked for, merged from several files.
public struct Lexicon: Sendable {
  /// One term with what the last file to speak of it says.
  public struct Term: Hashable, Sendable {
    /// As the file spells it.
    public var text: String
    public var category: String
    public var severity: Finding.Severity
    /// Why it is listed; may be empty.
    public var why: String
    /// The name of the file it comes from; empty where it was given directly.
    public var source: String

    public init(
      text: String, category: String, severity: Finding.Severity, why: String = "",
      source: String = ""
    ) {
      self.text = text
      self.category = category
      self.severity = severity
      self.why = why
      self.source = source
    }
  }

  /// In the order in which the files first name them; no two fold alike.
  public let terms: [Term]

  /// Merges `layers`, later ones having the last word: starter, then brand, then provider.
  ///
  /// A term that folds like an earlier one replaces it, one of severity `off` removes it. Allow lines
  /// of the files play no part here; see ``AllowFile`` and ``LexiconFile/allowed``.
  public init(layers: [LexiconFile], categoriesOff: Set<String> = []) {
    var order: [Term?] = []
    var places: [String: Int] = [:]
    for layer in layers {
      for line in layer.lines {
        let key = FoldedText(line.text).text
        let term = line.severity.map {
          Term(
            text: line.text, category: line.category, severity: $0, why: line.why,
            source: layer.name)
        }
        if let place = places[key] {
          order[place] = term
        } else if let term {
          places[key] = order.count
          order.append(term)
        }
      }
    }
    terms = order.compactMap { $0 }.filter { !categoriesOff.contains($0.category) }
  }

  /// Takes terms from memory; of terms that fold alike the last one counts.
  public init(terms given: [Term]) {
    var kept: [Term] = []
    var places: [String: Int] = [:]
    for term in given {
      let key = FoldedText(term.text).text
      if let place = places[key] {
        kept[place] = term
      } else {
        places[key] = kept.count
        kept.append(term)
      }
    }
    terms = kept
  }

  /// The categories that occur, in byte order.
  public var categories: [String] {
    Set(terms.map(\.category)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
