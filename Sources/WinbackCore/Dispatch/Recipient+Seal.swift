extension Recipient {
  /// The arm of those who are kept back on purpose.
  public static let controlArm = "control"

  public var isControl: Bool { arm == Self.controlArm }

  /// What binds one row to the moment it was frozen, column by column.
  ///
  /// It is not secret and proves nothing: the signed hashes of the whole batch do. It tells which row
  /// and column differ once those do not agree any more.
  public var seal: String {
    sealedColumns.map { String(Digest.sha256($0.value).prefix(10)) }.joined(separator: "-")
  }

  /// The columns whose values are no longer those of `seal`; all of them when it is no seal.
  public func columnsChanged(since seal: String) -> [String] {
    let parts = seal.split(separator: "-", omittingEmptySubsequences: false)
    let columns = sealedColumns
    guard parts.count == columns.count else { return columns.map(\.name) }
    return zip(parts, columns).compactMap { part, column in
      Digest.sha256(column.value).hasPrefix(part) ? nil : column.name
    }
  }

  private var sealedColumns: [(name: String, value: String)] {
    [
      ("text", text), ("destination", destination), ("arm", arm),
      ("user_id", "\(user)|\(step)|\(channel.rawValue)|\(plan)|\(key)"),
    ]
  }

  /// 64 bits over everything a gateway gets, to know a row again that was read before.
  ///
  /// - Parameter textSHA256: The digest of ``text``, which callers have at hand.
  public func fingerprint(textSHA256: String) -> UInt64 {
    let digest = Digest.sha256(
      "\(user)\t\(step)\t\(arm)\t\(channel.rawValue)\t\(plan)\t\(destination)\t\(key)\t\(textSHA256)"
    )
    // The digest is hexadecimal, so its first 16 digits always make a number.
    return UInt64(digest.prefix(16), radix: 16) ?? 0
  }
}
