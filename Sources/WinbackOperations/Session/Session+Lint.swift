import Foundation
public import WinbackCore
import WinbackStore

/// The checks of messages with the word lists and provider profiles of this workspace.
extension Session {
  /// What lints and fills templates here, speaking `language`.
  public func linter(_ language: Language) -> TemplateLinter {
    let settings = settings
    return TemplateLinter(
      words: wordLists().scanner, providers: ProviderProfiles.all(in: folder).profiles,
      sendDay: BusinessDay(clock.now(), in: settings.zone), language: language,
      costPerThousand: settings.channels.compactMapValues(\.costPerThousand))
  }

  /// What answers lint cases given as JSON lines.
  public func lintLibrary() -> LintLibrary {
    LintLibrary(lists: wordLists(), providers: ProviderProfiles.all(in: folder).profiles)
  }
}

extension LintLibrary {
  /// Answers with `lists`, or with the terms and phrases that a case gives in their place.
  public init(lists: WordLists, providers: [String: ProviderProfile]) {
    self.init(providers: providers) { terms, allow in
      guard terms != nil || allow != nil else { return lists.scanner }
      let lexicon =
        terms.map { given in
          Lexicon(
            terms: given.map {
              Lexicon.Term(text: $0.term, category: $0.category, severity: $0.severity)
            })
        } ?? lists.scanner.lexicon
      return LexiconScanner(lexicon: lexicon, allow: allow ?? lists.allowed)
    }
  }
}
