public import Foundation
public import WinbackCore

/// The folder of one business: its settings and playbook files, and `data/` with what is stored.
public struct WorkspaceFolder: Hashable, Sendable {
  public let root: URL

  public init(root: URL) {
    self.root = root.standardizedFileURL
  }

  /// The name of the file that makes a folder a workspace.
  public static let settingsName = "winback.yaml"

  /// The kinds of playbook files, each a folder of its own.
  public enum Section: String, Sendable, CaseIterable {
    case segments, templates, strategies, flows, levers, lexicons, providers

    /// The ending of its files.
    public var fileExtension: String { self == .lexicons ? "tsv" : "yaml" }
  }

  public var settings: URL { root.appending(path: Self.settingsName) }
  public var data: URL { root.appending(path: "data", directoryHint: .isDirectory) }

  public func folder(_ section: Section) -> URL {
    root.appending(path: section.rawValue, directoryHint: .isDirectory)
  }

  /// Finds the workspace to work on.
  ///
  /// - Parameters:
  ///   - given: What the operator named; it must hold `winback.yaml`.
  ///   - current: Where the search goes upward from when nothing was named.
  /// - Throws: ``WorkspaceError`` when there is none.
  public static func find(given: String?, from current: URL) throws(WorkspaceError)
    -> WorkspaceFolder
  {
    if let given, !given.isEmpty {
      let folder = WorkspaceFolder(root: URL(fileURLWithPath: given, relativeTo: current))
      guard folder.exists else { throw .notAWorkspace(given) }
      return folder
    }
    var url = current.standardizedFileURL
    while true {
      let folder = WorkspaceFolder(root: url)
      if folder.exists { return folder }
      let parent = url.deletingLastPathComponent().standardizedFileURL
      guard parent.path != url.path, url.path != "/" else { throw .noneFound(current.path) }
      url = parent
    }
  }

  public var exists: Bool { FileManager.default.fileExists(atPath: settings.path) }

  /// The files of a section by name, without hidden ones; empty when the folder is absent.
  public func files(_ section: Section) -> [URL] {
    let found =
      (try? FileManager.default.contentsOfDirectory(
        at: folder(section), includingPropertiesForKeys: nil)) ?? []
    return found.filter {
      $0.pathExtension == section.fileExtension && !$0.lastPathComponent.hasPrefix(".")
    }
    .sorted { $0.lastPathComponent.utf8.lexicographicallyPrecedes($1.lastPathComponent.utf8) }
  }

  /// `url` as an operator would type it from the workspace.
  public func name(of url: URL) -> String {
    let path = url.standardizedFileURL.path
    let base = root.path.hasSuffix("/") ? root.path : root.path + "/"
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path
  }

  /// The values of one file.
  public func read(_ url: URL) throws(SettingsFault) -> LocatedValue {
    try YAMLFile.read(contentsOf: url, named: name(of: url))
  }
}

/// Why no workspace could be opened or made.
public enum WorkspaceError: Error, Equatable, Worded, CustomStringConvertible {
  /// Neither the folder of that path nor one above it is a workspace.
  case noneFound(String)
  /// The named folder holds no `winback.yaml`.
  case notAWorkspace(String)
  /// A workspace cannot be made in a folder that holds other things.
  case notEmpty(String)
  /// The settings file cannot be used.
  case faulty([SettingsFault])
  /// A file could not be written.
  case cannotWrite(String, reason: String)

  public func words(_ language: Language) -> String {
    switch self {
    case .noneFound(let path):
      language.pick(
        zh: "\(path) 及其上级目录都不是工作区（没有 winback.yaml）；"
          + "新建：winback init 目录，试用：winback demo，或用 --workspace 指定",
        en: "neither \(path) nor a folder above it is a workspace (no winback.yaml); "
          + "make one with winback init DIR, try winback demo, or name one with --workspace")
    case .notAWorkspace(let path):
      language.pick(
        zh: "\(path) 不是工作区（没有 winback.yaml）；新建：winback init \(path)",
        en: "\(path) is no workspace (it has no winback.yaml); make one with winback init \(path)")
    case .notEmpty(let path):
      language.pick(
        zh: "\(path) 不是空目录；请换一个新目录", en: "\(path) is not empty; name a new folder")
    case .faulty(let faults): faults.map { $0.words(language) }.joined(separator: "\n")
    case .cannotWrite(let path, let reason):
      language.pick(
        zh: "无法写入 \(path)：\(reason)；请检查权限和磁盘空间",
        en: "cannot write \(path): \(reason); check permissions and free space")
    }
  }
}
