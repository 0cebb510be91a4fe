public import WinbackCore

extension DispatchRun: Worded {
  /// One sentence: where the batch stands and what this run did.
  public func words(_ language: Language) -> String {
    var zh = "\(batch) \(state.words(.zh))：发出 \(sent)"
    var en = "\(batch) is \(state.rawValue): \(sent) sent"
    func add(_ count: Int, _ zhName: String, _ enName: String) {
      guard count > 0 else { return }
      zh += "，\(zhName) \(count)"
      en += ", \(count) \(enName)"
    }
    add(failed, "失败", "failed")
    add(skipped, "未发（被规则拦下）", "kept back by a rule")
    add(unknown, "未知", "unknown")
    add(recovered, "上次中断后找回", "recovered after an interruption")
    add(inDoubt, "上次中断后存疑", "in doubt after an interruption")
    add(waiting, "仍待发", "still waiting")
    if let nextAt {
      zh += "，最早 \(nextAt) 可发"
      en += "; the first may go at \(nextAt)"
    }
    if let pause {
      zh += "。" + pause.words(.zh)
      en += ". " + pause.words(.en)
    }
    return language.pick(zh: zh, en: en)
  }
}

extension DispatchReport: Worded {
  /// A line for each batch; says so when nothing was due.
  public func words(_ language: Language) -> String {
    let lines =
      runs.map { $0.words(language) }
      + problems.map { "\($0.batch): " + Self.words(of: $0.error, language) }
    return lines.isEmpty
      ? language.pick(zh: "没有到期的批次", en: "no batch is due") : lines.joined(separator: "\n")
  }

  static func words(of error: any Error, _ language: Language) -> String {
    (error as? any Worded)?.words(language) ?? "\(error)"
  }
}

extension DispatchEvent: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .started(let batch, let total):
      language.pick(zh: "\(batch) 开始发送，待发 \(total)", en: "\(batch) begins, \(total) waiting")
    case .progress(let batch, let looked, let total, let run):
      language.pick(
        zh: "\(batch) \(looked)/\(total)，已发 \(run.sent)",
        en: "\(batch) \(looked)/\(total), \(run.sent) sent")
    case .finished(let run): run.words(language)
    case .refused(let batch, let error):
      "\(batch): " + DispatchReport.words(of: error, language)
    }
  }
}
