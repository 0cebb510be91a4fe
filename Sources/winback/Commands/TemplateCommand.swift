import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: Said.words(zh: "消息模板", en: "Message templates."),
    subcommands: [List.self, Show.self, Preview.self, Lint.self])

  /// `winback template list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出模板和检查结果", en: "List the templates and what lint says."))
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var name: String
      var title: String
      var channel: Channel
      var errors: Int
      var warnings: Int
      var parts: Int?
      var fault: String?
    }

    func run() throws {
      let templates = try options.session().templateSummaries(Said.language)
      if options.json {
        return try MachineOutput.print(
          templates.map {
            Row(
              name: $0.name, title: $0.title, channel: $0.channel, errors: $0.errors,
              warnings: $0.warnings, parts: $0.parts, fault: $0.fault)
          })
      }
      var table = TextTable([
        (Said.words(zh: "名称", en: "name"), .left), (Said.words(zh: "标题", en: "title"), .left),
        (Said.words(zh: "渠道", en: "channel"), .left), (Said.words(zh: "错误", en: "errors"), .right),
        (Said.words(zh: "警告", en: "warnings"), .right), (Said.words(zh: "条数", en: "parts"), .right),
      ])
      for template in templates {
        if let fault = template.fault {
          table.add([template.name, fault, "", "✗", "", ""])
        } else {
          table.add([
            template.name, template.title, template.channel.words(Said.language),
            String(template.errors), String(template.warnings),
            template.parts.map(String.init) ?? "—",
          ])
        }
      }
      print(table.text)
    }
  }

  /// `winback template show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "显示模板原文", en: "Show a template as written."))
    @Argument(help: ArgumentHelp(Said.words(zh: "模板名", en: "The template."))) var name: String
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      var name: String
      var title: String
      var channel: Channel
      var kind: MessageTemplate.Kind
      var signature: String?
      var body: String
      var appendedText: String?
      var link: String?
      var provider: String?

      enum CodingKeys: String, CodingKey {
        case name, title, channel, kind, signature, body, link, provider
        case appendedText = "appended_text"
      }
    }

    func run() throws {
      let template = try options.session().template(name)
      if options.json {
        return try MachineOutput.print(
          Document(
            name: template.id.text, title: template.title, channel: template.channel,
            kind: template.kind, signature: template.signature, body: template.body,
            appendedText: template.appendedText, link: template.link, provider: template.provider))
      }
      print("\(template.title)  (\(template.id), \(template.channel.words(Said.language)))")
      if let signature = template.signature {
        print(Said.words(zh: "签名 ", en: "signature ") + signature)
      }
      print(template.body)
      if let appended = template.appendedText {
        print(Said.words(zh: "平台追加 ", en: "appended ") + appended)
      }
    }
  }

  /// `winback template preview`
  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "按一位用户填充并检查", en: "Fill a template for one user and lint it."))
    @Argument(help: ArgumentHelp(Said.words(zh: "模板名", en: "The template."))) var name: String
    @Option(
      help: ArgumentHelp(
        Said.words(zh: "用户 id（默认取一位样例用户）", en: "The user (a sample user by default)."),
        valueName: "id"))
    var user: String?
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      struct Item: Encodable {
        var rule: String
        var severity: String
        var start: Int?
        var end: Int?
        var message: String
        var fix: String?
      }

      var name: String
      var user: String?
      var text: String
      var units: Int
      var parts: Int
      var encoding: String
      var missing: [String]
      var findings: [Item]
    }

    func run() throws {
      let session = try options.session()
      let preview = try session.preview(
        name, user: user.map { User.ID($0) }, asOf: options.instant(session),
        language: Said.language)
      if options.json {
        return try MachineOutput.print(
          Document(
            name: preview.name, user: preview.user?.id.text, text: preview.text,
            units: preview.units, parts: preview.parts, encoding: preview.encoding,
            missing: preview.missing,
            findings: preview.findings.map {
              .init(
                rule: $0.rule, severity: $0.severity.rawValue, start: $0.range?.lowerBound,
                end: $0.range?.upperBound, message: $0.message, fix: $0.fix)
            }))
      }
      print(preview.text)
      if preview.parts > 0 {
        print(
          Said.words(
            zh: "\(preview.units) 字，\(preview.parts) 条",
            en: "\(preview.units) characters, \(preview.parts) message(s)"))
      }
      for finding in preview.findings {
        print("\(finding.severity.rawValue) \(finding.rule): \(finding.message)")
      }
      if !preview.missing.isEmpty {
        print(
          Said.words(zh: "该用户缺少 ", en: "this user lacks ")
            + preview.missing.joined(separator: ", ")
            + Said.words(zh: "，会被跳过", en: " and would be skipped"))
      }
    }
  }

  /// `winback template lint`
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "检查模板（默认全部）", en: "Lint templates (all by default)."))
    @Argument(help: ArgumentHelp(Said.words(zh: "模板名", en: "The templates."))) var names: [String] =
      []
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var template: String
      var rule: String
      var severity: Finding.Severity
      var start: Int?
      var end: Int?
      var message: String
    }

    func run() throws {
      let session = try options.session()
      let linter = session.linter(Said.language)
      let templates =
        try names.isEmpty ? session.playbook().templates : names.map { try session.template($0) }
      var rows: [Row] = []
      for template in templates {
        let findings = linter.findings(template)
        rows += findings.map {
          Row(
            template: template.id.text, rule: $0.rule, severity: $0.severity,
            start: $0.range?.lowerBound, end: $0.range?.upperBound,
            message: $0.words(Said.language))
        }
        if !options.json {
          print(
            LintReport.text(
              of: linter.subject(of: template), findings: findings, name: template.id.text,
              language: Said.language), terminator: "")
        }
      }
      if options.json { try MachineOutput.print(rows) }
      if rows.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
    }
  }
}
