import Foundation
import GRDB
public import WinbackCore

extension WorkspaceStore {
  /// Imports files, all or none of them.
  ///
  /// Facts and contacts change in one transaction, which is committed in the facts first and in the
  /// ledger last; the ledger is locked only for the rows of contacts, after every file has been read.
  /// Should the machine stop between the two commits, importing the same files again mends it, since
  /// rows that are there already count as `same`. Files are taken in the order of ``ImportKind``,
  /// whatever the order in which they are named.
  ///
  /// Memory does not grow with the files. The import is on disk when the call returns.
  ///
  /// - Parameters:
  ///   - sources: The files; each is read once, from beginning to end.
  ///   - rules: The instant, the currency and the share of rows that may be rejected, of each file.
  ///   - isDryRun: Does everything and then undoes it.
  ///   - progress: Told after every few thousand rows; what it throws undoes the import.
  ///   - onReject: Told of every rejected row with the place of its file in `sources`, also those that
  ///     the report has no room for; of one file in line order, but for conflicts of contacts, which
  ///     come last.
  /// - Returns: What became of each row, also when nothing was stored.
  /// - Throws: ``StoreError``, or what a source, `progress` or `onReject` throws; nothing is stored then.
  public func importFiles(
    _ sources: [ImportSource], rules: ImportRules, isDryRun: Bool = false,
    progress: (ImportProgress) throws -> Void = { _ in },
    onReject: (Int, ImportReject) throws -> Void = { _, _ in }
  ) throws -> ImportReport {
    guard !isReadOnly else { throw StoreError.readOnly }
    return try StoreError.catching("facts.sqlite") {
      try facts.writeWithoutTransaction { database in
        try withoutActuallyEscaping(progress) { progress in
          try withoutActuallyEscaping(onReject) { onReject in
            let run = try ImportRun(
              database, sources: sources, rules: rules,
              ledgerPath: folder.appending(path: "ledger.sqlite").path, progress: progress,
              onReject: onReject)
            return try run.perform(isDryRun: isDryRun)
          }
        }
      }
    }
  }
}
