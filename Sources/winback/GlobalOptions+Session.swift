import Foundation
import WinbackCore
import WinbackOperations

extension GlobalOptions {
  /// Opens the workspace that the options name.
  func session() throws -> Session {
    let environment = ProcessInfo.processInfo.environment
    let session = try Session.open(
      given: workspace ?? environment["WINBACK_WORKSPACE"],
      from: FileManager.default.currentDirectoryPath,
      options: .init(operatorID: `operator`, isReadOnly: readOnly, environment: environment))
    for fault in session.playbook().faults { StandardError.write(fault.words(Said.language)) }
    return session
  }

  /// The instant of computations: `--as-of`, that of the workspace, or now.
  func instant(_ session: Session) -> Instant { asOf ?? session.defaultInstant() }
}

/// Prints results for machines.
enum MachineOutput {
  /// One JSON document, keys sorted.
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// A cell of a CSV file, in quotes where it needs them.
  static func csv(_ cells: [String]) -> String {
    cells.map { cell in
      let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      return needsQuotes ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
    }
    .joined(separator: ",")
  }
}
