import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback lint`
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: Said.words(zh: "检查一段文案", en: "Lint a text."),
    discussion: Said.words(
      zh: "从文件或标准输入读取；--jsonl 每行一个用例，每行一个答案。有错误时退出码为 1。",
      en: "Reads a file or standard input; --jsonl reads a case and writes an answer a line. "
        + "Exits with 1 when there is an error."))

  @Option(help: ArgumentHelp(Said.words(zh: "渠道，默认 sms", en: "The channel, sms by default.")))
  var channel: Channel = .sms

  @Option(help: ArgumentHelp(Said.words(zh: "marketing 或 notice", en: "marketing or notice.")))
  var kind: MessageTemplate.Kind = .marketing

  @Option(help: ArgumentHelp(Said.words(zh: "平台规则", en: "A provider's rules."), valueName: "name"))
  var provider: String?

  @Option(help: ArgumentHelp(Said.words(zh: "签名（不带括号）", en: "The signature without brackets.")))
  var signature: String?

  @Flag(
    help: ArgumentHelp(
      Said.words(zh: "输出自动修复后的文案", en: "Print the text after every automatic fix.")))
  var fix = false

  @Flag(help: ArgumentHelp(Said.words(zh: "每行一个 JSON 用例", en: "One JSON case a line.")))
  var jsonl = false

  @Argument(help: ArgumentHelp(Said.words(zh: "文件，- 为标准输入", en: "A file; - is standard input.")))
  var file: String?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let library = try library()
    if jsonl {
      try answerLines(library)
    } else {
      try lintText(library)
    }
  }

  /// The workspace's lists and profiles where there is one, else the shipped ones.
  private func library() throws -> LintLibrary {
    let isNamed =
      options.workspace != nil || ProcessInfo.processInfo.environment["WINBACK_WORKSPACE"] != nil
    do {
      return try options.session().lintLibrary()
    } catch  where !isNamed {
      return LintLibrary(lists: .shipped, providers: ProviderProfiles.shipped)
    }
  }

  private func answerLines(_ library: LintLibrary) throws {
    var number = 0
    var hasError = false
    var hasFault = false
    let lines = try LineReader(path: file)
    while let line = lines.next() {
      number += 1
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      let outcome = LintLine.answer(
        line, number: number, library: library, language: Said.language)
      print(outcome.json)
      hasError = hasError || outcome.hasError
      if let fault = outcome.fault {
        hasFault = true
        StandardError.write(fault.words(Said.language))
      }
    }
    if hasError || hasFault { throw ExitCode.failure }
  }

  private func lintText(_ library: LintLibrary) throws {
    var text = try LineReader(path: file).rest()
    // A file ends in a line feed that is no part of the message.
    if text.hasSuffix("\n") { text.removeLast() }
    let subject = LintSubject(
      channel: channel, kind: kind, text: text, signature: signature,
      provider: try library.provider(provider, market: .cn),
      words: try library.finder(nil, nil))
    if fix {
      print(subject.fixedText)
      return
    }
    let findings = LintRules.check(subject)
    if options.json {
      try MachineOutput.print(
        LintAnswer(id: .text(file ?? "-"), subject: subject, language: Said.language))
    } else {
      print(
        LintReport.text(of: subject, findings: findings, name: file, language: Said.language),
        terminator: "")
    }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }
}
