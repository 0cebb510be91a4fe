import Foundation
public import WinbackCore
import WinbackStore

/// The checks of messages with the word lists and provider profiles of this workspace.
extension Session {
  /// What lints and fills templates here, speaking `language`.
  public func linter(_ language: Language) -> TemplateLinter {
    let settings = settings
    return TemplateLinter(
      providers: ProviderProfiles.all(in: folder).profiles,
      sendDay: BusinessDay(clock.now(), in: settings.zone), language: language,
      costPerThousand: settings.channels.compactMapValues(\.costPerThousand))
  }
}
