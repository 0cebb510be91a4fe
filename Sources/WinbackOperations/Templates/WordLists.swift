import Foundation
public import WinbackCore
public import WinbackStore

/// The word lists in use: those that are shipped, below those of the workspace.
public struct WordLists: Sendable {
  /// From the weakest layer to the strongest.
  public let files: [LexiconFile]
  public let allowFiles: [AllowFile]
  public let scanner: LexiconScanner

  /// The shipped lists alone, for texts that are linted outside a workspace.
  public static let shipped = WordLists(
    files: [LexiconFile(name: "starter.tsv", text: starterText)],
    allowFiles: [AllowFile(name: "allow.tsv", text: allowText)])

  /// The shipped files as `init` writes them out.
  public static var starterText: String {
    String(decoding: PackageResources.starter_tsv, as: UTF8.self)
  }
  public static var allowText: String {
    String(decoding: PackageResources.allow_tsv, as: UTF8.self)
  }

  init(files: [LexiconFile], allowFiles: [AllowFile]) {
    self.files = files
    self.allowFiles = allowFiles
    scanner = LexiconScanner(
      lexicon: Lexicon(layers: files),
      allow: allowFiles.flatMap(\.lines).map(\.phrase) + files.flatMap(\.allowed).map(\.phrase))
  }

  /// The lists of a workspace: `starter.tsv` first, then the others by name; `allow.tsv` and files
  /// whose name begins with `allow-` hold phrases.
  ///
  /// A shipped list stands in for one that the workspace does not have. A file that cannot be read is a
  /// fault, and the shipped list of that name stays in use.
  public static func all(
    in folder: WorkspaceFolder
  ) -> (lists: WordLists, faults: [SettingsFault]) {
    var faults: [SettingsFault] = []
    var files: [LexiconFile] = []
    var allowFiles: [AllowFile] = []
    for url in folder.files(.lexicons) {
      let name = folder.name(of: url)
      guard let data = try? Data(contentsOf: url),
        let text = String(validating: data, as: UTF8.self)
      else {
        faults.append(
          SettingsFault(
            FileLocation(file: name, line: 1, column: 1), zh: "词库无法读取或不是 UTF-8；请检查文件",
            en: "the word list cannot be read or is not UTF-8; check the file"))
        continue
      }
      let base = url.deletingPathExtension().lastPathComponent
      if base == "allow" || base.hasPrefix("allow-") {
        let file = AllowFile(name: name, text: text)
        faults += file.faults
        allowFiles.append(file)
      } else {
        let file = LexiconFile(name: name, text: text)
        faults += file.faults
        if base == "starter" { files.insert(file, at: 0) } else { files.append(file) }
      }
    }
    if !files.contains(where: { $0.name.hasSuffix("starter.tsv") }) {
      files.insert(contentsOf: shipped.files, at: 0)
    }
    if !allowFiles.contains(where: { $0.name.hasSuffix("allow.tsv") }) {
      allowFiles.insert(contentsOf: shipped.allowFiles, at: 0)
    }
    return (WordLists(files: files, allowFiles: allowFiles), faults)
  }

  /// The phrases in use.
  public var allowed: [String] {
    allowFiles.flatMap(\.lines).map(\.phrase) + files.flatMap(\.allowed).map(\.phrase)
  }
}
