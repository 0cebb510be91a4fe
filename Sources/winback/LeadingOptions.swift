/// Lets the options that every command understands stand before the command too: as in
/// `winback --workspace SHOP batch list`.
enum LeadingOptions {
  private static let withValue: Set<String> = ["--workspace", "--lang", "--operator", "--as-of"]
  private static let flags: Set<String> = ["--json", "--read-only"]

  /// `arguments` with such options moved behind the command they stand before.
  static func moved(_ arguments: [String], commands: Set<String>) -> [String] {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      let name = String(argument.prefix { $0 != "=" })
      if withValue.contains(argument) {
        index += 2
      } else if flags.contains(argument) || (withValue.contains(name) && argument != name) {
        index += 1
      } else {
        break
      }
    }
    guard index > 0, index < arguments.count, commands.contains(arguments[index]) else {
      return arguments
    }
    let leading = arguments[..<index]
    let rest = arguments[index...]
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + leading + Array(rest[end...])
  }
}
