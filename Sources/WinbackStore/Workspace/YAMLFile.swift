public import Foundation
public import WinbackCore
import Yams

/// Reads YAML, and so JSON, into values that know where they stand.
public enum YAMLFile {
  /// The value of the only document of `text`.
  ///
  /// - Parameter file: The name that faults and locations carry.
  /// - Throws: The first syntax fault, a key given twice, or an empty text, with its place.
  public static func read(_ text: String, file: String) throws(SettingsFault) -> LocatedValue {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw fault(error, file: file)
    }
    guard let node else {
      throw SettingsFault(
        FileLocation(file: file, line: 1, column: 1), zh: "文件是空的", en: "the file is empty")
    }
    var count = 0
    return try value(node, file: file, count: &count)
  }

  /// The value of the file at `url`.
  ///
  /// - Parameter name: The name that faults and locations carry.
  /// - Throws: ``SettingsFault``; also when the file cannot be read or is not UTF-8.
  public static func read(contentsOf url: URL, named name: String) throws(SettingsFault)
    -> LocatedValue
  {
    let place = FileLocation(file: name, line: 1, column: 1)
    guard let data = try? Data(contentsOf: url) else {
      throw SettingsFault(
        place, zh: "无法读取文件；请检查文件是否存在、权限是否足够",
        en: "the file cannot be read; check that it exists and that you may read it")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SettingsFault(
        place, zh: "文件不是 UTF-8 编码；请另存为 UTF-8",
        en: "the file is not UTF-8; save it as UTF-8")
    }
    return try read(text, file: name)
  }

  /// Anchors repeated inside anchors can make a small file describe billions of values.
  private static let mostValues = 500_000

  private static func value(
    _ node: Node, file: String, count: inout Int
  ) throws(SettingsFault) -> LocatedValue {
    let place = FileLocation(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    count += 1
    guard count <= mostValues else {
      throw SettingsFault(
        place, zh: "文件展开后超过 \(mostValues) 个值；请减少锚点的重复引用",
        en: "the file holds more than \(mostValues) values; repeat fewer anchors")
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted =
        scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        || scalar.style == .literal || scalar.style == .folded
      if !isQuoted && ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        return LocatedValue(.null, at: place)
      }
      return LocatedValue(.scalar(scalar.string, isQuoted: isQuoted), at: place)
    case .sequence(let sequence):
      var items: [LocatedValue] = []
      for item in sequence { items.append(try value(item, file: file, count: &count)) }
      return LocatedValue(.list(items), at: place)
    case .mapping(let mapping):
      var entries: [(key: String, location: FileLocation, value: LocatedValue)] = []
      for (key, inner) in mapping {
        let keyPlace =
          key.mark.map { FileLocation(file: file, line: $0.line, column: $0.column) } ?? place
        guard let name = key.scalar?.string else {
          throw SettingsFault(keyPlace, zh: "键应是文字", en: "a key must be a text")
        }
        entries.append((name, keyPlace, try value(inner, file: file, count: &count)))
      }
      return LocatedValue(.mapping(entries), at: place)
    case .alias:
      throw SettingsFault(place, zh: "引用了不存在的锚点", en: "an alias names no anchor")
    }
  }

  private static func fault(_ error: any Error, file: String) -> SettingsFault {
    func place(_ mark: Mark) -> FileLocation {
      FileLocation(file: file, line: mark.line, column: mark.column)
    }
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      return SettingsFault(
        place(mark), zh: "YAML 语法错误（\(problem)）", en: "YAML syntax error: \(problem)")
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let name = duplicates.first.map { "\($0)" } ?? ""
      return SettingsFault(
        place(context.mark), zh: "键 `\(name)` 写了两次", en: "the key `\(name)` is given twice")
    default:
      return SettingsFault(
        FileLocation(file: file, line: 1, column: 1), zh: "无法读取 YAML：\(error)",
        en: "the YAML cannot be read: \(error)")
    }
  }
}
