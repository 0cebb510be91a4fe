public import Foundation
public import WinbackCore
public import WinbackStore

/// Makes a workspace of made-up users to try everything on: `winback demo`.
public enum DemoMaker {
  /// Lies in the folder while a demo is being made; who finds it knows that it was not finished.
  private static let unfinishedMark = ".winback-demo-unfinished"

  /// The instant to make the data for: today at 10:00 local, when every channel is open, or now
  /// when that is earlier, since nothing may come from the future.
  public static func instant(now: Instant, zone: Zone = .shanghai) -> Instant {
    let local = Int64(BusinessDay(now, in: zone).number) * 86_400 + 36_000
    let morning = Instant(seconds: local - Int64(zone.offset(at: Instant(seconds: local))))
    return min(morning, Instant(seconds: now.seconds / 60 * 60))
  }

  /// Makes the workspace, or finds it made.
  ///
  /// The same seed, number of users and instant give the same workspace, but for keys and signatures.
  /// The keys of its four operators go to this user's configuration folder. A folder that holds a demo
  /// is left as it is; one whose making was broken off is made anew.
  ///
  /// - Parameters:
  ///   - folder: Absent, empty or a demo.
  ///   - asOf: Where the data end; see ``instant(now:zone:)``.
  ///   - progress: Told at every step; what it throws ends the making.
  /// - Throws: ``WorkspaceError/notEmpty(_:)`` for a folder that holds anything else; ``KeyError``,
  ///   ``StoreError``.
  public static func make(
    folder: URL, users: Int = 20_000, seed: UInt64 = 1, asOf: Instant,
    environment: [String: String], language: Language,
    progress: (DemoProgress) throws -> Void = { _ in }
  ) throws -> DemoWorkspace {
    let workspace = WorkspaceFolder(root: folder)
    let mark = workspace.root.appending(path: unfinishedMark)
    if FileManager.default.fileExists(atPath: mark.path) {
      try clear(workspace)
    } else if isDemo(workspace) {
      return DemoWorkspace(folder: workspace, isReused: true)
    }
    try WorkspaceMaker.requireEmpty(workspace)
    try WorkspaceMaker.write([(unfinishedMark, "")], to: workspace)

    let world = DemoWorld(seed: seed, users: users, asOf: asOf)
    try progress(.world(users: world.users))
    let files = world.files()
    let settings = try writeFiles(of: world, to: workspace, environment, language)
    func open(_ id: Operator.ID, _ now: Instant) throws -> Session {
      try Session(
        folder: workspace, options: .init(operatorID: id.text, environment: environment)
      ) { _ in WorkClock(stoppedAt: now) }
    }
    let session = try open(DemoStaff.author, asOf.adding(days: -30))
    try DemoStaff.register(in: session)
    try importFiles(files, into: session, asOf: asOf) { try progress(.importing($0)) }
    try DemoBatches(asOf: asOf, zone: settings.zone, seed: seed, open: open).make {
      try progress(.batches(done: $0, of: $1))
    }
    do {
      try FileManager.default.removeItem(at: mark)
    } catch {
      throw WorkspaceError.cannotWrite(mark.path, reason: error.localizedDescription)
    }
    return DemoWorkspace(folder: workspace, isReused: false)
  }

  private static func isDemo(_ workspace: WorkspaceFolder) -> Bool {
    guard workspace.exists, let value = try? workspace.read(workspace.settings) else {
      return false
    }
    return Settings.read(value).settings.workspace.isDemo
  }

  /// Removes what a demo that was not finished left, and nothing else.
  private static func clear(_ workspace: WorkspaceFolder) throws(WorkspaceError) {
    let names =
      [WorkspaceFolder.settingsName, ".gitignore", "data", unfinishedMark]
      + WorkspaceFolder.Section.allCases.map(\.rawValue)
    for name in names {
      let url = workspace.root.appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      do {
        try FileManager.default.removeItem(at: url)
      } catch {
        throw .cannotWrite(url.path, reason: error.localizedDescription)
      }
    }
  }

  /// Writes settings and playbook and pins the root key.
  private static func writeFiles(
    of world: DemoWorld, to workspace: WorkspaceFolder, _ environment: [String: String],
    _ language: Language
  ) throws -> Settings {
    let name = "\(world.seed)/\(world.users)/\(world.asOf)"
    var settings = Settings(appType: .ecommerce)
    settings.name = "茶叙小铺"
    settings.workspace = Settings.Workspace(
      id: "demo-\(Digest.sha256(name).prefix(8))", isDemo: true,
      defaultOperator: DemoStaff.author.text)
    settings.acquisitionCost = Money(minor: 2600)
    settings.marginBP = 4200
    settings.finiteNeedCategories = [DemoWorld.finiteNeedCategory]
    settings.competitorPeriods = [world.competitorPeriod]
    settings.releases = [
      Settings.Release(date: world.releaseDay, removedFeatures: [DemoWorld.removedFeature])
    ]
    for channel in Channel.allCases { settings.channels[channel] = Settings.ChannelUse() }
    let keys = KeyFolder(environment: environment)
    let root = try DemoStaff.rootKey(in: keys.keys(of: settings.workspace.id)).publicKey
    settings.workspace.trustRoot = root.description
    try WorkspaceMaker.writeShippedFiles(to: workspace)
    try WorkspaceMaker.write(DemoPlaybook.files.map { ($0.path, $0.text) }, to: workspace)
    let text = SettingsText(settings: settings, language: language, dataAsOf: world.asOf).text
    try WorkspaceMaker.write([(WorkspaceFolder.settingsName, text)], to: workspace)
    try keys.pin(root, of: settings.workspace.id)
    return settings
  }

  private static func importFiles(
    _ files: [DemoWorld.File], into session: Session, asOf: Instant,
    progress: (ImportProgress) throws -> Void
  ) throws {
    let inputs = files.compactMap { file in
      ImportKind(rawValue: file.kind).map {
        ImportOperation.Input.bytes(file.bytes, named: file.name, kind: $0)
      }
    }
    let report = try ImportOperation(inputs: inputs).run(
      in: session, now: asOf, progress: progress)
    guard report.isStored else { throw DemoError.notImported(report.refused.map(\.file)) }
  }
}

/// A demo workspace that is there.
public struct DemoWorkspace: Sendable, Worded, CustomStringConvertible {
  public let folder: WorkspaceFolder
  /// It was there before and was left as it is.
  public let isReused: Bool

  public func words(_ language: Language) -> String {
    let path = folder.root.path
    return isReused
      ? language.pick(
        zh: "使用已有的演示工作区 \(path)；要重做请先删除这个目录",
        en: "using the demo workspace \(path) that is there; delete the folder to make it anew")
      : language.pick(zh: "已建立演示工作区 \(path)", en: "made the demo workspace \(path)")
  }
}

/// How far the making of a demo has come.
public enum DemoProgress: Sendable, Equatable, Worded, CustomStringConvertible {
  case world(users: Int)
  case importing(ImportProgress)
  case batches(done: Int, of: Int)

  public func words(_ language: Language) -> String {
    switch self {
    case .world(let users):
      language.pick(zh: "虚构 \(users) 位用户", en: "making \(users) users up")
    case .importing(let progress):
      language.pick(
        zh: "导入\(progress.kind.words(.zh)) \(progress.rows) 行",
        en: "importing \(progress.kind.words(.en)), \(progress.rows) rows")
    case .batches(let done, let total):
      language.pick(zh: "批次 \(done)/\(total)", en: "batches, \(done) of \(total)")
    }
  }
}

/// Why a demo could not be made.
public enum DemoError: Error, Equatable, Worded, CustomStringConvertible {
  /// The made-up files did not pass the rules of import.
  case notImported([String])

  public func words(_ language: Language) -> String {
    switch self {
    case .notImported(let files):
      language.pick(
        zh: "演示数据 \(files.joined(separator: "、")) 未通过导入检查；请换一个 --seed 并报告此问题",
        en: "the made-up \(files.joined(separator: ", ")) did not pass the rules of import; "
          + "try another --seed and report this")
    }
  }
}
