import TerminalUI
import WinbackCore
import WinbackOperations

/// What the help and the palette list for the text typed.
extension ConsoleState {
  /// A line of the palette: a command, or something to open.
  enum PaletteRow: Sendable {
    case command(Binding)
    case place(Place, String)
  }

  /// The commands in force here that fit the text typed, in the order of the table.
  func helpRows(_ picker: Picker) -> [Binding] {
    let typed = picker.field.text.trimmed
    guard !typed.isEmpty else { return commands }
    if typed.hasPrefix("@") {
      // As in other consoles, `@x` asks which command the key x runs.
      let key = typed.dropFirst().lowercased()
      return commands.filter { $0.keysShown.lowercased().contains(key) }
    }
    return commands.filter { binding in
      ListView.matches(
        typed,
        [binding.title.zh, binding.title.en, binding.name, binding.pinyin, binding.keysShown])
    }
  }

  /// The commands, and the things of the workspace by name, that fit the text typed, best first.
  func paletteRows(_ picker: Picker) -> [PaletteRow] {
    let typed = picker.field.text
    var found: [(score: Int, row: PaletteRow)] = []
    for binding in commands {
      let texts = [binding.title.words(language), binding.name, binding.pinyin, binding.title.zh]
      if let score = Fuzzy.score(typed, in: texts) { found.append((score, .command(binding))) }
    }
    if !typed.isEmpty {
      for (place, label, texts) in things {
        if let score = Fuzzy.score(typed, in: texts) { found.append((score, .place(place, label))) }
      }
    }
    guard !typed.isEmpty else { return found.map(\.row) }
    return found.enumerated()
      .sorted { ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset) }
      .map(\.element.row)
  }

  private var things: [(Place, String, [String])] {
    let batches = (self.batches.value ?? []).map { batch in
      (Place.batch(batch.id), "\(batch.id) \(batch.strategy)", [batch.id, batch.strategy])
    }
    let segments = (self.segments.value ?? []).map { segment in
      (
        Place.segment(segment.name), "\(segment.title) \(segment.name)",
        [segment.name, segment.title]
      )
    }
    let templates = (self.templates.value ?? []).map { template in
      (
        Place.template(template.name), "\(template.title) \(template.name)",
        [template.name, template.title]
      )
    }
    return batches + segments + templates
  }

  /// The bindings in force, a screen's key before the global one that it hides.
  private var commands: [Binding] {
    var seen: Set<String> = []
    return bindings.filter { seen.insert($0.name).inserted }
  }
}
