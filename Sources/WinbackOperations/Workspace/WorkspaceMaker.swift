public import Foundation
public import WinbackCore
public import WinbackStore

/// Makes new workspaces: `winback init`.
public enum WorkspaceMaker {
  /// Makes an empty workspace with commented files, a store and its first admin.
  ///
  /// The admin is named after whoever runs the program; his key goes to his own configuration folder
  /// and is the root of all trust in the workspace, which is pinned there too.
  ///
  /// - Parameters:
  ///   - folder: Absent or empty; a `.git` in it is no matter.
  ///   - zone: Of business days and sending hours.
  ///   - currency: Three capitals.
  ///   - now: Goes into the workspace's id, so that no two are alike.
  /// - Throws: ``WorkspaceError``, ``ClockError``, ``KeyError``, ``StoreError``.
  public static func initialise(
    folder: URL, appType: AppType = .ecommerce, zone: Zone = .shanghai, currency: String = "CNY",
    environment: [String: String], language: Language, now: Instant
  ) throws -> NewWorkspace {
    let workspace = WorkspaceFolder(root: folder)
    try requireEmpty(workspace)
    let name = workspace.root.lastPathComponent
    let admin = Operator.ID(firstOperator(environment))
    var settings = Settings(appType: appType)
    settings.name = name
    settings.zone = zone
    settings.currency = currency
    settings.workspace = Settings.Workspace(
      id: identifier(name, path: workspace.root.path, now: now), defaultOperator: admin.text)
    for channel in Channel.allCases { settings.channels[channel] = Settings.ChannelUse() }
    // What would refuse to open the workspace refuses before anything of it is written.
    _ = try WorkClock(environment: environment, settings: settings)
    settings.workspace.trustRoot = "ed25519:"
    let draft = SettingsText(settings: settings, language: language).text
    let faults = Settings.read(
      try YAMLFile.read(draft, file: WorkspaceFolder.settingsName)
    ).faults
    guard faults.isEmpty else { throw WorkspaceError.faulty(faults) }

    let keys = KeyFolder(environment: environment)
    let key = try KeyFile.make(for: admin, in: keys.keys(of: settings.workspace.id))
    settings.workspace.trustRoot = key.publicKey.description
    try write(PlaybookExamples.files(language), to: workspace)
    try writeShippedFiles(to: workspace)
    try write(
      [(WorkspaceFolder.settingsName, SettingsText(settings: settings, language: language).text)],
      to: workspace)
    let session = try Session(
      folder: workspace, options: Session.Options(operatorID: admin.text, environment: environment))
    // He signs what comes; a colleague with a key of his own approves it.
    try session.bootstrap(
      admin: Operator(
        id: admin, name: admin.text, roles: [.admin, .author, .approver, .sender],
        publicKey: key.publicKey.description), key: key)
    try keys.pin(key.publicKey, of: settings.workspace.id)
    return NewWorkspace(
      folder: workspace, id: settings.workspace.id, admin: admin,
      keyFolder: keys.keys(of: settings.workspace.id))
  }

  // MARK: - Parts that demo workspaces share

  /// Refuses a folder that holds anything but a git repository.
  static func requireEmpty(_ workspace: WorkspaceFolder) throws(WorkspaceError) {
    let path = workspace.root.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    let found = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard isFolder.boolValue, let found, found.allSatisfy({ $0 == ".git" }) else {
      throw .notEmpty(path)
    }
  }

  /// Writes text files, making the folders they lie in.
  static func write(
    _ files: [(path: String, text: String)], to workspace: WorkspaceFolder
  ) throws(WorkspaceError) {
    for file in files {
      let url = workspace.root.appending(path: file.path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      } catch {
        throw .cannotWrite(url.path, reason: error.localizedDescription)
      }
    }
  }

  /// Writes the word lists and provider profiles, makes the other folders, and keeps `data/` out of git.
  static func writeShippedFiles(to workspace: WorkspaceFolder) throws(WorkspaceError) {
    for section in WorkspaceFolder.Section.allCases {
      let folder = workspace.folder(section)
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw .cannotWrite(folder.path, reason: error.localizedDescription)
      }
    }
    try write(
      [
        ("lexicons/starter.tsv", WordLists.starterText),
        ("lexicons/allow.tsv", WordLists.allowText), (".gitignore", "data/\n"),
      ] + ProviderProfiles.files.map { ("providers/\($0.name)", $0.text) }, to: workspace)
  }

  // MARK: - Names

  /// Whoever runs the program, as far as that makes an id.
  private static func firstOperator(_ environment: [String: String]) -> String {
    for name in ["WINBACK_OPERATOR", "SUDO_USER", "USER", "LOGNAME"] {
      if let value = environment[name], IdentifierRule.isValid(value) { return value }
    }
    return "admin"
  }

  /// Letters of the folder's name and eight digits of place and time.
  private static func identifier(_ name: String, path: String, now: Instant) -> String {
    let letters = name.lowercased().utf8.filter {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
    }
    let digits = Digest.sha256("\(path)\n\(now.rfc3339)").prefix(8)
    return (letters.isEmpty ? "shop" : String(decoding: letters.prefix(40), as: UTF8.self))
      + "-\(digits)"
  }
}

/// What `init` made.
public struct NewWorkspace: Sendable, Worded, CustomStringConvertible {
  public let folder: WorkspaceFolder
  public let id: String
  public let admin: Operator.ID
  /// Where his key lies, and those of colleagues on this machine.
  public let keyFolder: URL

  public func words(_ language: Language) -> String {
    language.pick(
      zh: """
        已建立工作区 \(folder.root.path)
        第一位管理员：\(admin)，密钥在 \(keyFolder.path)，请备份
        下一步：按注释修改 winback.yaml，再用 winback import 导入数据
        """,
      en: """
        made the workspace \(folder.root.path)
        its first admin is \(admin), whose key is in \(keyFolder.path): keep a copy of it
        next: look through winback.yaml, then bring your data in with winback import
        """)
  }
}
