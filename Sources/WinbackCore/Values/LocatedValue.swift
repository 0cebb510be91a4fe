/// A place in a text file.
public struct FileLocation: Hashable, Sendable, CustomStringConvertible {
  /// The path as the operator would type it, relative to the workspace where it lies inside.
  public let file: String
  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }
}

/// A value of a settings file together with the place where it stands.
///
/// Every settings reader works on this tree, so that each fault can be reported with file, line and
/// column and no reader depends on the file format.
public struct LocatedValue: Sendable {
  public enum Content: Sendable {
    case null
    /// The scalar as written, and whether it stood in quotes (`"30"` is text, `30` a number).
    case scalar(String, isQuoted: Bool)
    case list([LocatedValue])
    /// The entries in file order; keys are unique.
    case mapping([(key: String, location: FileLocation, value: LocatedValue)])
  }

  public let content: Content
  public let location: FileLocation

  public init(_ content: Content, at location: FileLocation) {
    self.content = content
    self.location = location
  }
}

/// A fault in a settings file: what is wrong, where, and how to mend it.
public struct SettingsFault: Error, Hashable, Sendable, Worded, CustomStringConvertible {
  public let location: FileLocation
  public let zh: String
  public let en: String

  public init(_ location: FileLocation, zh: String, en: String) {
    self.location = location
    self.zh = zh
    self.en = en
  }

  public func words(_ language: Language) -> String {
    "\(location): \(language.pick(zh: zh, en: en))"
  }
}
