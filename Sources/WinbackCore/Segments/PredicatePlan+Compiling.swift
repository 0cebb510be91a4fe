/// Turns checked predicates into kernels over columns.
struct PredicateCompiler {
  let columns: UserColumns
  private(set) var leaves: [PredicatePlan.Leaf] = []
  private var leafByText: [ExactText: Int] = [:]
  private(set) var shared: [PredicatePlan.Step] = []
  private var sharedByName: [String: Int] = [:]

  init(columns: UserColumns) {
    self.columns = columns
  }

  func knows(_ name: String) -> Bool { sharedByName[name] != nil }

  /// Compiles the definition of a segment; those it names were compiled before.
  mutating func define(_ name: String, as predicate: Predicate) throws(SegmentError) {
    let step = try step(predicate.root)
    sharedByName[name] = shared.count
    shared.append(step)
  }

  /// Compiles a node.
  ///
  /// - Throws: P02 for a field that these columns lack, P04 for a segment not defined before.
  mutating func step(_ node: Predicate.Node) throws(SegmentError) -> PredicatePlan.Step {
    switch node {
    case .and(let parts): return .and(try steps(parts))
    case .or(let parts): return .or(try steps(parts))
    case .not(let part): return .not(try step(part))
    case .segment(let reference):
      guard let index = sharedByName[reference.name] else {
        throw SegmentError(
          .unknownSegment(reference.name, nearest: nil), at: reference.position)
      }
      return .shared(index)
    case .test(let test):
      let text = ExactText(test.normalForm)
      if let index = leafByText[text] { return .leaf(index) }
      let run = try kernel(test)
      leafByText[text] = leaves.count
      leaves.append(PredicatePlan.Leaf(text: text, run: run))
      return .leaf(leaves.count - 1)
    }
  }

  private mutating func steps(
    _ nodes: [Predicate.Node]
  ) throws(SegmentError) -> [PredicatePlan.Step] {
    var result: [PredicatePlan.Step] = []
    for node in nodes { result.append(try step(node)) }
    return result
  }

  private func kernel(
    _ test: Predicate.Test
  ) throws(SegmentError) -> @Sendable () -> Bitmap {
    let rowCount = columns.rowCount
    switch test.left {
    case .count(let type, let days):
      let events = columns.eventColumn(type)
      let (span, overflow) = days.multipliedReportingOverflow(by: 86_400)
      let (start, under) = columns.asOf.seconds.subtractingReportingOverflow(overflow ? .max : span)
      let after = under ? Int64.min : start
      let condition = test.condition
      return {
        let counts =
          events?.counts(after: after) ?? [Int32](repeating: 0, count: rowCount)
        let column = UserColumn(.integers(ColumnStorage(counts)))
        return Self.rows(where: condition, in: column, rowCount: rowCount)
      }
    case .field(let field):
      guard let column = columns.column(field) else {
        throw SegmentError(.unavailableField(field.name), at: test.position)
      }
      let condition = test.condition
      return { Self.rows(where: condition, in: column, rowCount: rowCount) }
    }
  }

  // MARK: - One condition over one column

  private static func rows(
    where condition: Predicate.Condition, in column: UserColumn, rowCount: Int
  ) -> Bitmap {
    switch condition {
    case .exists: return column.known(rowCount: rowCount)
    case .missing: return column.known(rowCount: rowCount).inverted
    default: break
    }
    var matching: Bitmap =
      switch column.values {
      case .integers(let values): wholeRows(where: condition, in: values)
      case .amounts(let values): wholeRows(where: condition, in: values)
      case .decimals(let values): decimalRows(where: condition, in: values)
      case .texts(let codes, let texts): textRows(where: condition, in: codes, texts)
      case .flags(let words):
        flagRows(
          where: condition, Bitmap(rowCount: rowCount, words: words.copied()))
      }
    if column.validity != nil { matching.formAnd(column.known(rowCount: rowCount)) }
    return matching
  }

  private static func wholeRows<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    where condition: Predicate.Condition, in values: ColumnStorage<Element>
  ) -> Bitmap {
    let nothing = Bitmap(rowCount: values.count)
    switch condition {
    case .compare(let comparison, .integer(let value)):
      switch comparison {
      case .equal: return ColumnKernel.rows(of: values, in: value...value)
      case .notEqual: return ColumnKernel.rows(of: values, in: value...value).inverted
      case .less:
        return value == .min ? nothing : ColumnKernel.rows(of: values, in: .min...(value - 1))
      case .lessOrEqual: return ColumnKernel.rows(of: values, in: .min...value)
      case .greater:
        return value == .max ? nothing : ColumnKernel.rows(of: values, in: (value + 1)...(.max))
      case .greaterOrEqual: return ColumnKernel.rows(of: values, in: value...(.max))
      }
    case .between(.integer(let low), .integer(let high)):
      return low <= high ? ColumnKernel.rows(of: values, in: low...high) : nothing
    case .among(let literals, let isNegated):
      let rows = ColumnKernel.rows(
        of: values,
        among: literals.compactMap { literal in
          if case .integer(let value) = literal { value } else { nil }
        })
      return isNegated ? rows.inverted : rows
    default:
      return nothing
    }
  }

  private static func decimalRows(
    where condition: Predicate.Condition, in values: ColumnStorage<Double>
  ) -> Bitmap {
    let nothing = Bitmap(rowCount: values.count)
    switch condition {
    case .compare(let comparison, .decimal(let value, _)):
      switch comparison {
      case .equal: return ColumnKernel.rows(of: values, in: value...value)
      case .notEqual: return ColumnKernel.rows(of: values, in: value...value).inverted
      case .less: return ColumnKernel.rows(of: values, in: value...(.infinity)).inverted
      case .lessOrEqual: return ColumnKernel.rows(of: values, in: -.infinity...value)
      case .greater: return ColumnKernel.rows(of: values, in: -.infinity...value).inverted
      case .greaterOrEqual: return ColumnKernel.rows(of: values, in: value...(.infinity))
      }
    case .between(.decimal(let low, _), .decimal(let high, _)):
      return low <= high ? ColumnKernel.rows(of: values, in: low...high) : nothing
    case .among(let literals, let isNegated):
      let rows = literals.reduce(nothing) { rows, literal in
        guard case .decimal(let value, _) = literal else { return rows }
        return rows.or(ColumnKernel.rows(of: values, in: value...value))
      }
      return isNegated ? rows.inverted : rows
    default:
      return nothing
    }
  }

  private static func textRows(
    where condition: Predicate.Condition, in codes: ColumnStorage<UInt32>, _ texts: TextDictionary
  ) -> Bitmap {
    let nothing = Bitmap(rowCount: codes.count)
    switch condition {
    case .compare(let comparison, .text(let text)):
      let rows =
        texts.code(of: text).map { ColumnKernel.rows(of: codes, in: Int64($0)...Int64($0)) }
        ?? nothing
      return comparison == .notEqual ? rows.inverted : rows
    case .among(let literals, let isNegated):
      let rows = ColumnKernel.rows(
        of: codes,
        among: literals.compactMap { literal in
          if case .text(let text) = literal { texts.code(of: text).map { Int64($0) } } else { nil }
        })
      return isNegated ? rows.inverted : rows
    case .startsWith(let prefix):
      let range = texts.codes(startingWith: prefix)
      guard !range.isEmpty else { return nothing }
      return ColumnKernel.rows(
        of: codes, in: Int64(range.lowerBound)...Int64(range.upperBound - 1))
    case .contains(let part):
      return ColumnKernel.rows(of: codes, table: texts.table(containing: part))
    default:
      return nothing
    }
  }

  private static func flagRows(where condition: Predicate.Condition, _ set: Bitmap) -> Bitmap {
    let nothing = Bitmap(rowCount: set.rowCount)
    switch condition {
    case .compare(let comparison, .flag(let flag)):
      return flag == (comparison == .equal) ? set : set.inverted
    case .among(let literals, let isNegated):
      let rows = literals.reduce(nothing) { rows, literal in
        literal == .flag(true) ? rows.or(set) : rows.or(set.inverted)
      }
      return isNegated ? rows.inverted : rows
    default:
      return nothing
    }
  }
}
