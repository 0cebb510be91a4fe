/// What one call of import did.
public struct ImportReport: Hashable, Sendable, Encodable {
  /// In the order in which the files were named.
  public let files: [ImportFileReport]
  /// False when nothing was stored: too many rows were rejected, a file was refused, or it was a trial.
  public let isStored: Bool

  public init(files: [ImportFileReport], isStored: Bool) {
    self.files = files
    self.isStored = isStored
  }

  private enum CodingKeys: String, CodingKey {
    case files
    case isStored = "stored"
  }
}
