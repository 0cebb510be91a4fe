public import Foundation
public import WinbackCore
public import WinbackStore

/// Bringing files of users and their records into a workspace: `winback import`.
///
///     let operation = ImportOperation(inputs: [.file("orders.csv", kind: .orders)])
///     let report = try operation.run(in: session, now: instant) { draw($0) }
public struct ImportOperation: Sendable {
  /// Where the rows of one kind come from.
  public struct Input: Sendable {
    enum Origin: Sendable {
      case path(String)
      case handle(FileHandle)
      case bytes([UInt8])
    }

    let kind: ImportKind
    let name: String
    let origin: Origin

    /// A file; `-` stands for standard input.
    public static func file(_ path: String, kind: ImportKind) -> Input {
      path == "-"
        ? stream(.standardInput, named: "-", kind: kind)
        : Input(kind: kind, name: path, origin: .path(path))
    }

    /// What an open file or pipe still has to give.
    public static func stream(_ handle: FileHandle, named name: String, kind: ImportKind) -> Input {
      Input(kind: kind, name: name, origin: .handle(handle))
    }

    /// A file that was made in memory.
    public static func bytes(_ bytes: [UInt8], named name: String, kind: ImportKind) -> Input {
      Input(kind: kind, name: name, origin: .bytes(bytes))
    }
  }

  public var inputs: [Input]
  public var rejectLimit: RejectLimit
  /// Checks and reports everything but stores nothing.
  public var isDryRun: Bool
  /// Where every rejected row is listed as CSV (file, line, code, column); nil for nowhere.
  public var rejectsFile: URL?

  public init(
    inputs: [Input], rejectLimit: RejectLimit = .standard, isDryRun: Bool = false,
    rejectsFile: URL? = nil
  ) {
    self.inputs = inputs
    self.rejectLimit = rejectLimit
    self.isDryRun = isDryRun
    self.rejectsFile = rejectsFile
  }

  /// Imports all files or none.
  ///
  /// - Parameters:
  ///   - now: Records later than five minutes after it are rejected: the `--as-of` of the command.
  ///   - progress: Told after every few thousand rows; what it throws undoes the import.
  /// - Returns: The report, also when nothing was stored because too many rows were rejected.
  /// - Throws: ``ImportError``, ``StoreError``, or what `progress` throws; nothing is stored then.
  public func run(
    in session: Session, now: Instant, progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    try session.requireWritable()
    let currency = session.settings.currency
    let rules = ImportRules(now: now, currency: currency, rejectLimit: rejectLimit)
    return try run(in: session.store, rules: rules, progress: progress)
  }

  /// The same on a store alone.
  public func run(
    in store: WorkspaceStore, rules: ImportRules,
    progress: (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    guard inputs.count(where: { $0.name == "-" }) <= 1 else {
      throw ImportError.twoFromStandardInput
    }
    let sources = try inputs.map { try $0.source() }
    let rejects = try rejectsFile.map { try RejectsFile($0) }
    let report = try store.importFiles(
      sources, rules: rules, isDryRun: isDryRun, progress: progress
    ) { place, reject in
      try rejects?.add(reject, of: inputs[place].name)
    }
    try rejects?.finish()
    return report
  }
}

extension ImportOperation.Input {
  func source() throws(ImportError) -> ImportSource {
    switch origin {
    case .path(let path):
      let file = try FileBytes(path: path)
      return ImportSource(kind: kind, name: name, totalBytes: file.count) { try file.read($0) }
    case .handle(let handle):
      let file = FileBytes(handle, name: name)
      return ImportSource(kind: kind, name: name, totalBytes: file.count) { try file.read($0) }
    case .bytes(let bytes):
      let memory = MemoryBytes(bytes)
      return ImportSource(kind: kind, name: name, totalBytes: bytes.count) { memory.read($0) }
    }
  }
}

/// Why files could not be imported at all.
public enum ImportError: Error, Equatable, Worded, CustomStringConvertible {
  case cannotRead(String, reason: String)
  /// Standard input can be read once only.
  case twoFromStandardInput
  case cannotWriteRejects(String, reason: String)

  public func words(_ language: Language) -> String {
    switch self {
    case .cannotRead(let file, let reason):
      language.pick(
        zh: "无法读取 \(file)：\(reason)；请检查路径和权限",
        en: "cannot read \(file): \(reason); check the path and its permissions")
    case .twoFromStandardInput:
      language.pick(
        zh: "只能有一个文件来自标准输入（-）；请把其余的存为文件",
        en: "only one file can come from standard input (-); name the others")
    case .cannotWriteRejects(let file, let reason):
      language.pick(
        zh: "无法写入拒绝清单 \(file)：\(reason)；请换一个路径",
        en: "cannot write the list of rejects to \(file): \(reason); name another file")
    }
  }
}
