/// What the keys of a screen do: it finds the command of a key, the footer's hints and the help.
public struct KeyTable<Command: Hashable & Sendable>: Sendable {
  public struct Binding: Hashable, Sendable {
    /// All that have the effect; the first is shown.
    public var keys: [Key]
    public var command: Command
    /// A word or two for the footer.
    public var label: String
    /// What it does, in one line.
    public var help: String
    /// Whether the footer shows it, and in which order; nil shows it in the help only.
    public var hint: Int?
    /// Why it does nothing now; nil while it works.
    public var disabledReason: String?

    public init(
      _ keys: [Key], _ command: Command, label: String, help: String? = nil, hint: Int? = nil,
      disabledReason: String? = nil
    ) {
      self.keys = keys
      self.command = command
      self.label = label
      self.help = help ?? label
      self.hint = hint
      self.disabledReason = disabledReason
    }
  }

  public enum Lookup: Hashable, Sendable {
    case command(Command)
    case disabled(reason: String)
    case unbound
  }

  /// A row of the help: all keys of a binding, what it does, and why not now.
  public struct HelpRow: Hashable, Sendable {
    public var keys: String
    public var help: String
    public var disabledReason: String?
    public var command: Command
  }

  public var bindings: [Binding]

  public init(_ bindings: [Binding]) {
    self.bindings = bindings
  }

  public func lookup(_ key: Key) -> Lookup {
    guard let binding = bindings.first(where: { $0.keys.contains(key) }) else { return .unbound }
    if let reason = binding.disabledReason { return .disabled(reason: reason) }
    return .command(binding.command)
  }

  /// The keys that two bindings claim; empty in a sound table.
  public var conflicts: [Key] {
    var seen: Set<Key> = []
    return bindings.flatMap(\.keys).filter { !seen.insert($0).inserted }
  }

  /// The hints that fit whole into `width` columns, at most `most`, in the order of `hint`.
  public func hints(width: Int, most: Int = 8) -> [Binding] {
    var used = 0
    var shown: [Binding] = []
    let wanted = bindings.filter { $0.hint != nil && !$0.keys.isEmpty }
      .sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
    for binding in wanted.prefix(most) {
      let columns = DisplayWidth.of("\(binding.keys[0]) \(binding.label)") + (shown.isEmpty ? 0 : 2)
      guard used + columns <= width else { continue }
      used += columns
      shown.append(binding)
    }
    return shown
  }

  /// Draws the hints into one row, keys in `footer.key`; those that do nothing now are dimmed.
  public func drawFooter(in frame: inout Frame, x: Int, y: Int, width: Int) {
    frame.fill(Rect(x: x, y: y, width: width, height: 1), role: "footer")
    var left = x + 1
    for binding in hints(width: width - 2) {
      let isOff = binding.disabledReason != nil
      left += frame.put(
        "\(binding.keys[0])", x: left, y: y, role: isOff ? "text.disabled" : "footer.key")
      left += 1
      left += frame.put(binding.label, x: left, y: y, role: isOff ? "text.disabled" : "footer")
      left += 2
    }
  }

  /// One row a binding in the order of the table.
  public var helpRows: [HelpRow] {
    bindings.map { binding in
      HelpRow(
        keys: binding.keys.map(\.description).joined(separator: " "), help: binding.help,
        disabledReason: binding.disabledReason, command: binding.command)
    }
  }
}
