public import ArgumentParser
import Foundation
public import WinbackCore

/// The options every command understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Said.words(
        zh: "工作区目录（默认 $WINBACK_WORKSPACE，再找含 winback.yaml 的上级目录）",
        en: "The workspace (else $WINBACK_WORKSPACE, else the nearest parent with winback.yaml)."),
      valueName: "dir"))
  var workspace: String?

  @Flag(help: ArgumentHelp(Said.words(zh: "输出一份 JSON", en: "Print one JSON document.")))
  var json = false

  @Option(help: ArgumentHelp(Said.words(zh: "语言：zh 或 en", en: "The language: zh or en.")))
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      Said.words(zh: "操作员（默认 $WINBACK_OPERATOR 或 winback.yaml）", en: "Who acts."), valueName: "id"))
  var `operator`: String?

  @Option(
    help: ArgumentHelp(
      Said.words(zh: "按此刻计算，RFC 3339（默认现在）", en: "Compute as of this instant (default now)."),
      valueName: "rfc3339"))
  var asOf: Instant?

  @Flag(
    help: ArgumentHelp(Said.words(zh: "只读：拒绝一切修改", en: "Refuse everything that changes anything.")))
  var readOnly = false
}

extension AppType: ExpressibleByArgument {}

extension BatchState: ExpressibleByArgument {}

extension Channel: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {}

extension MessageTemplate.Kind: ExpressibleByArgument {}

extension Instant: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(rfc3339: argument)
  }
}
