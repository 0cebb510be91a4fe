import WinbackCore

/// How the members of a segment spread over what an operator asks first.
struct SegmentBreakdown {
  let columns: UserColumns
  let rows: Bitmap
  let language: Language

  /// `counts[r - 1][f - 1]`, and the members without scores.
  var rfm: (counts: [[Int]], missing: Int) {
    columns.heat(field("r_score"), field("f_score"), size: 5, among: rows)
  }

  /// All eight cells in table order.
  var cells: [NamedCount] {
    let tally = columns.tally(texts: field("cell"), among: rows)
    return RFMCell.allCases.map {
      NamedCount(
        name: $0.rawValue, label: $0.words(language), count: tally.counts[$0.rawValue] ?? 0)
    }
  }

  /// The stages that members are in, in the order of the life cycle's table.
  var stages: [NamedCount] {
    let tally = columns.tally(texts: field("stage"), among: rows)
    return LifecycleStage.allCases.compactMap { stage in
      tally.counts[stage.rawValue].map {
        NamedCount(name: stage.rawValue, label: stage.words(language), count: $0)
      }
    }
  }

  /// The tiers that members have, the highest of the usual ones first, no value last.
  var tiers: [NamedCount] {
    let field = field("tier")
    let usual = ["high", "mid", "low"]
    func rank(_ name: String) -> Int {
      if name == ValueTier.none { return usual.count + 1 }
      return usual.firstIndex(of: name) ?? usual.count
    }
    return columns.tally(texts: field, among: rows).counts
      .sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
      .map { NamedCount(name: $0.key, label: field.label(of: $0.key, language), count: $0.value) }
  }

  /// Members by days since the last key day: ascending bands, then those without any.
  var lapse: [NamedCount] {
    let starts = [0, 30, 60, 90, 180, 365]
    let tally = columns.tally(integers: field("r_days"), among: rows) { days in
      starts.lastIndex { $0 <= days } ?? 0
    }
    let bands = starts.indices.map { band in
      let name =
        band + 1 < starts.count
        ? "\(starts[band])–\(starts[band + 1] - 1)" : "\(starts[band])+"
      return NamedCount(
        name: name, label: language.pick(zh: "\(name) 天", en: "\(name) days"),
        count: tally.counts[band] ?? 0)
    }
    let never = NamedCount(
      name: "never", label: language.pick(zh: "从未活跃", en: "never active"), count: tally.missing)
    return bands + [never]
  }

  /// Members at even distances, so that they come from the whole of the list; `turn` shifts them.
  func sample(size: Int, turn: Int) -> [Int] {
    let total = rows.count
    guard size > 0, total > 0 else { return [] }
    guard total > size else { return Array(rows.members) }
    let shift = ((turn % total) + total) % total
    let ranks = Set((0..<size).map { (($0 * total) / size + shift) % total })
    var found: [Int] = []
    for (rank, row) in rows.members.enumerated() where ranks.contains(rank) { found.append(row) }
    return found
  }

  private func field(_ name: String) -> SegmentField {
    // Every name used here is one of the product's own fields, which a test walks.
    SegmentField.named(name)!
  }
}
