/// What one call of import did.
public struct ImportReport: Hashable, Sendable, Encodable {
  /// In the order in which the files were named.
  public let files: [ImportFileReport]
  /// False when nothing was stored: too many rows were rejected, a file was refused, or it was a trial.
  public let isStored: Bool
  public let isDryRun: Bool
  public let rejectLimit: RejectLimit

  public init(
    files: [ImportFileReport], isStored: Bool, isDryRun: Bool = false,
    rejectLimit: RejectLimit = .standard
  ) {
    self.files = files
    self.isStored = isStored
    self.isDryRun = isDryRun
    self.rejectLimit = rejectLimit
  }

  /// The files that forbade storing.
  public var refused: [ImportFileReport] { files.filter { $0.isRefused(by: rejectLimit) } }

  private enum CodingKeys: String, CodingKey {
    case files
    case isStored = "stored"
  }
}
