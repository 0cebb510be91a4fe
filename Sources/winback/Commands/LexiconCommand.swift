import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback lexicon`
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: Said.words(zh: "词库", en: "Word lists."),
    subcommands: [List.self, Check.self])

  /// `winback lexicon list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出正在使用的词", en: "List the terms in use."))
    @Option(help: ArgumentHelp(Said.words(zh: "只列这一类", en: "Only this category.")))
    var category: String?
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var term: String
      var category: String
      var severity: Finding.Severity
      var why: String
      var source: String
    }

    func run() throws {
      let lexicon = try options.session().wordLists().scanner.lexicon
      let terms = lexicon.terms.filter { category == nil || $0.category == category }
      if options.json {
        return try MachineOutput.print(
          terms.map {
            Row(
              term: $0.text, category: $0.category, severity: $0.severity, why: $0.why,
              source: $0.source)
          })
      }
      var table = TextTable([
        (Said.words(zh: "词", en: "term"), .left), (Said.words(zh: "类别", en: "category"), .left),
        (Said.words(zh: "级别", en: "severity"), .left), (Said.words(zh: "说明", en: "why"), .left),
        (Said.words(zh: "来源", en: "from"), .left),
      ])
      for term in terms {
        table.add([term.text, term.category, term.severity.rawValue, term.why, term.source])
      }
      print(table.text)
    }
  }

  /// `winback lexicon check`
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "检查词库文件", en: "Check word list files."))
    @Argument(help: ArgumentHelp(Said.words(zh: "文件", en: "The files."))) var files: [String]

    func run() throws {
      var hasError = false
      for file in files {
        let text = try LineReader(path: file).rest()
        for finding in LexiconCheck.findings(name: file, text: text) {
          print(finding.words(Said.language))
          hasError = hasError || finding.severity == .error
        }
      }
      if hasError { throw ExitCode.failure }
    }
  }
}
