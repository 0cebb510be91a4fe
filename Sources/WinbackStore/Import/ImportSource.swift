public import WinbackCore

/// A file to import.
public struct ImportSource: Sendable {
  public let kind: ImportKind
  /// As the operator named it; `-` for standard input.
  public let name: String
  /// Its size; nil when that is not known, as of a pipe.
  public let totalBytes: Int?
  /// Fills the space it is given and returns the count; 0 at the end. It is called on one thread of the
  /// store's, from the first byte on, once.
  public let read: @Sendable (UnsafeMutableRawBufferPointer) throws -> Int

  public init(
    kind: ImportKind, name: String, totalBytes: Int? = nil,
    read: @escaping @Sendable (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.kind = kind
    self.name = name
    self.totalBytes = totalBytes
    self.read = read
  }
}
