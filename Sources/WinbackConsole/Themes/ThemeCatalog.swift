public import Foundation
public import TerminalUI
public import WinbackCore

/// The themes that can be chosen: those of the user, those that came with the program, and the
/// embedded ones; of one name the first in this order.
public struct ThemeCatalog: Sendable {
  /// Where to look, the strongest first.
  public var folders: [URL]
  private let read: @Sendable (URL) throws -> LocatedValue

  /// - Parameter read: Reads one file of settings.
  public init(folders: [URL], read: @escaping @Sendable (URL) throws -> LocatedValue) {
    self.folders = folders
    self.read = read
  }

  /// The places of theme files: `WINBACK_THEMES`, the user's settings, beside the program and above it.
  ///
  /// - Parameter program: The file that runs, its symbolic links resolved.
  public static func folders(environment: [String: String], program: URL) -> [URL] {
    var folders: [URL] = []
    func add(_ path: String?, _ part: String = "") {
      guard let path, !path.isEmpty else { return }
      folders.append(URL(fileURLWithPath: path, isDirectory: true).appending(path: part))
    }
    add(environment["WINBACK_THEMES"])
    if let settings = environment["XDG_CONFIG_HOME"], !settings.isEmpty {
      add(settings, "winback/themes")
    } else {
      add(environment["HOME"], ".config/winback/themes")
    }
    // A build lies four folders below its checkout.
    var folder = program.deletingLastPathComponent()
    for _ in 0..<5 where folder.path != "/" {
      folders.append(folder.appending(path: "themes"))
      folders.append(folder.appending(path: "share/winback/themes"))
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }

  /// All names, sorted.
  public var names: [String] {
    var names = Set(EmbeddedThemes.all.map(\.name))
    for folder in folders {
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      where file.hasSuffix(".yaml") && !file.hasPrefix(".") {
        names.insert(String(file.dropLast(".yaml".count)))
      }
    }
    return names.sorted()
  }

  /// The theme of a name.
  ///
  /// - Throws: ``ThemeError`` for a name that no theme has; the first fault of the file.
  public func theme(_ name: String) throws -> Theme {
    guard let url = file(name) else {
      if let theme = EmbeddedThemes.all.first(where: { $0.name == name }) { return theme }
      throw ThemeError.unknown(name, nearest: NearestName.find(name, in: names))
    }
    let reading = reading(try read(url))
    if let theme = reading.theme { return theme }
    throw reading.faults.first
      ?? SettingsFault(
        FileLocation(file: url.lastPathComponent, line: 1, column: 1), zh: "主题无法读取",
        en: "the theme cannot be read")
  }

  /// The theme of a file that need not be in a folder of themes, with all its faults.
  public func reading(_ value: LocatedValue) -> ThemeReader.Reading {
    ThemeReader.read(
      value, resolving: { name in file(name).flatMap { try? read($0) } }, names: names)
  }

  private func file(_ name: String) -> URL? {
    // A name is no path.
    guard !name.contains("/") else { return nil }
    return folders.map { $0.appending(path: "\(name).yaml") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}

/// Why there is no such theme.
public enum ThemeError: Error, Hashable, Worded, CustomStringConvertible {
  case unknown(String, nearest: String?)

  public func words(_ language: Language) -> String {
    switch self {
    case .unknown(let name, let nearest):
      language.pick(
        zh: "没有主题 \(name)\(ThemeReader.hint(nearest, .zh))；查看全部: winback themes list",
        en:
          "there is no theme \(name)\(ThemeReader.hint(nearest, .en)); see all: winback themes list"
      )
    }
  }
}
