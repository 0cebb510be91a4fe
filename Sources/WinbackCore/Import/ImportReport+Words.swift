extension ImportReport: Worded {
  /// What became of each file, its first faults, and whether it was stored.
  public func words(_ language: Language) -> String {
    var lines = files.flatMap { $0.lines(language) }
    if isStored {
      lines.append(language.pick(zh: "已保存。", en: "Stored."))
    } else if isDryRun {
      lines.append(language.pick(zh: "试运行，未保存。", en: "A dry run: nothing was stored."))
    }
    lines += refused.map { $0.refusal(by: rejectLimit, language) }
    if !isStored, !refused.isEmpty, !isDryRun {
      lines.append(language.pick(zh: "未保存任何内容。", en: "Nothing was stored."))
    }
    return lines.joined(separator: "\n")
  }
}

extension ImportFileReport {
  /// How many faults of a file are shown to people.
  private static let shownPlaces = 5

  fileprivate func lines(_ language: Language) -> [String] {
    if error != nil {
      let names = missing.joined(separator: language.pick(zh: "、", en: ", "))
      return [
        language.pick(
          zh: "\(kind.words(.zh)) \(file)：表头缺少 \(names)，整个文件未读取",
          en: "\(kind.words(.en)) \(file): the header lacks \(names); the file was not read")
      ]
    }
    var lines = [
      language.pick(
        zh:
          "\(kind.words(.zh)) \(file)：\(count(rows)) 行，新增 \(count(inserted))，更新 \(count(updated))，"
          + "相同 \(count(same))，拒绝 \(count(rejected))，警告 \(count(warningCount))",
        en: "\(kind.words(.en)) \(file): \(count(rows)) rows, \(count(inserted)) inserted, "
          + "\(count(updated)) updated, \(count(same)) same, \(count(rejected)) rejected, "
          + "\(count(warningCount)) warnings")
    ]
    if !ignoredColumns.isEmpty {
      let names = ignoredColumns.joined(separator: language.pick(zh: "、", en: ", "))
      lines.append(language.pick(zh: "  未使用的列：\(names)", en: "  columns not used: \(names)"))
    }
    lines += rejects.prefix(Self.shownPlaces).map {
      place($0.line, $0.column, $0.code, language)
    }
    lines += warnings.prefix(Self.shownPlaces).map {
      place($0.line, $0.column, $0.code, language)
    }
    let hidden =
      max(0, rejected - Self.shownPlaces) + max(0, warningCount - Self.shownPlaces)
    if hidden > 0 {
      lines.append(
        language.pick(
          zh: "  另有 \(count(hidden)) 处；用 --rejects 文件 可得到全部被拒绝的行",
          en: "  and \(count(hidden)) more; --rejects FILE lists every rejected row"))
    }
    return lines
  }

  fileprivate func refusal(by limit: RejectLimit, _ language: Language) -> String {
    guard error == nil else {
      return language.pick(
        zh: "\(file) 缺少必填列；请补上后重新导入",
        en: "\(file) lacks required columns; add them and import again")
    }
    return language.pick(
      zh: "\(file) 有 \(count(rejected)) 行被拒绝，超过上限 \(limit.text)；请修正，或用 --reject-limit 放宽",
      en: "\(file) has \(count(rejected)) rejected rows, more than the limit of \(limit.text); "
        + "mend them or raise --reject-limit")
  }

  private func count(_ value: Int) -> String { Count.grouped(value) }

  private func place(_ line: Int, _ column: String, _ code: ImportCode, _ language: Language)
    -> String
  {
    let name = column.isEmpty ? "" : " \(column)"
    return language.pick(
      zh: "  第 \(count(line)) 行\(name)：\(code.rawValue) \(code.words(.zh))",
      en: "  line \(count(line))\(name): \(code.rawValue) \(code.words(.en))")
  }
}
