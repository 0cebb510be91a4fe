/// How far an import has come in one file.
public struct ImportProgress: Hashable, Sendable {
  public let kind: ImportKind
  public let file: String
  public let rows: Int
  public let bytes: Int
  /// Nil when the size of the file is not known.
  public let totalBytes: Int?

  public init(kind: ImportKind, file: String, rows: Int, bytes: Int, totalBytes: Int?) {
    self.kind = kind
    self.file = file
    self.rows = rows
    self.bytes = bytes
    self.totalBytes = totalBytes
  }
}

extension ImportProgress {
  /// The share of the file that is read, 0 to 1; nil when its size is not known.
  public var share: Double? {
    totalBytes.map { $0 > 0 ? min(1, Double(bytes) / Double($0)) : 1 }
  }

  /// Rows, rows a second and the time left, as a progress line shows them.
  ///
  /// - Parameter elapsed: Since the file was begun.
  public func words(_ language: Language, elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    var parts = [
      kind.words(language),
      language.pick(zh: "\(Count.grouped(rows)) 行", en: "\(Count.grouped(rows)) rows"),
    ]
    if seconds > 0.5 {
      let pace = Count.grouped(Int(Double(rows) / seconds))
      parts.append(language.pick(zh: "\(pace) 行/秒", en: "\(pace) rows/s"))
      if let share, share > 0.01, share < 1 {
        let left = Int((seconds / share - seconds).rounded(.up))
        let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
        parts.append(language.pick(zh: "剩余 \(clock)", en: "\(clock) left"))
      }
    }
    return parts.joined(separator: "  ")
  }
}
