public import WinbackCore

/// Segments as screens and commands ask for them.
extension Session {
  /// What opens when a segment is chosen.
  ///
  /// - Parameter turn: Another number shows other sample users.
  /// - Throws: ``LookupError`` for an unknown name.
  public func segmentDetail(
    _ name: String, asOf: Instant, language: Language, turn: Int = 0
  ) throws -> SegmentDetail {
    let browser = try browser(asOf: asOf, language: language)
    let detail = browser.detail(named: name, turn: turn) { rows in
      (try? reachable(rows, asOf: asOf, language: language)) ?? []
    }
    guard let detail else {
      throw LookupError.segment(name, nearest: NearestName.find(name, in: browser.catalogue.names))
    }
    return detail
  }

  /// A page of the members of a segment, or of the users a typed predicate matches.
  ///
  /// - Throws: ``SegmentError`` for a faulty predicate, ``LookupError`` for an unknown name or field.
  public func memberPage(
    segment: String? = nil, where predicate: String? = nil, sortedBy field: String? = nil,
    descending: Bool = false, offset: Int = 0, limit: Int, asOf: Instant, language: Language
  ) throws -> MemberPage {
    let browser = try browser(asOf: asOf, language: language)
    return browser.page(
      of: try rows(segment: segment, where: predicate, asOf: asOf, language: language),
      sortedBy: try field.map(sortField), descending: descending, offset: offset, limit: limit)
  }

  /// The rows of a segment, of a predicate, or of both together; all users when neither is given.
  public func rows(
    segment: String? = nil, where predicate: String? = nil, asOf: Instant, language: Language
  ) throws -> Bitmap {
    let browser = try browser(asOf: asOf, language: language)
    var rows = Bitmap(rowCount: browser.columns.rowCount, isFull: true)
    if let segment {
      if let error = browser.catalogue.error(in: segment) { throw error }
      guard let members = browser.members[segment] else {
        throw LookupError.segment(
          segment, nearest: NearestName.find(segment, in: browser.catalogue.names))
      }
      rows = members
    }
    if let predicate {
      rows = rows.and(try members(where: predicate, asOf: asOf, language: language))
    }
    return rows
  }

  private func sortField(_ name: String) throws -> SegmentField {
    guard let field = SegmentField.named(name) else {
      throw LookupError.field(
        name, nearest: NearestName.find(name, in: SegmentField.all.map(\.name)))
    }
    return field
  }

  /// How many of `rows` may be contacted at `asOf` on each channel the workspace uses.
  func reachable(_ rows: Bitmap, asOf: Instant, language: Language) throws -> [NamedCount] {
    let browser = try browser(asOf: asOf, language: language)
    let contacts = try snapshot(asOf: asOf).contacts
    let channels = Channel.allCases.filter { settings.channels[$0] != nil }
    var counts = [Int](repeating: 0, count: channels.count)
    for row in rows.members {
      let user = browser.profile(at: row).user
      for (index, channel) in channels.enumerated()
      where user.address(on: channel) != nil && contacts.allows(user.id, on: channel)
        && !contacts.isSuppressed(user.id, on: channel)
      {
        counts[index] += 1
      }
    }
    return zip(channels, counts).map {
      NamedCount(name: $0.rawValue, label: $0.words(language), count: $1)
    }
  }
}

/// Something that was named and is not there.
public enum LookupError: Error, Equatable, Worded, CustomStringConvertible {
  case segment(String, nearest: String?)
  case field(String, nearest: String?)
  case template(String, nearest: String?)
  case strategy(String, nearest: String?)
  case user(String)
  case batch(String)

  public func words(_ language: Language) -> String {
    func said(_ zh: String, _ en: String, _ name: String, _ nearest: String?, _ list: String)
      -> String
    {
      language.pick(
        zh: "没有\(zh) `\(name)`" + (nearest.map { "；是否想写 `\($0)`？" } ?? "；查看：\(list)"),
        en: "there is no \(en) `\(name)`"
          + (nearest.map { "; did you mean `\($0)`?" } ?? "; list them with \(list)"))
    }
    switch self {
    case .segment(let name, let nearest):
      return said("分群", "segment", name, nearest, "winback segment list")
    case .field(let name, let nearest):
      return said("字段", "field", name, nearest, "winback user list --help")
    case .template(let name, let nearest):
      return said("模板", "template", name, nearest, "winback template list")
    case .strategy(let name, let nearest):
      return said("策略", "strategy", name, nearest, "winback strategy list")
    case .user(let id): return said("用户", "user", id, nil, "winback user list")
    case .batch(let id): return said("批次", "batch", id, nil, "winback batch list")
    }
  }
}
