import ArgumentParser
import WinbackCore
import WinbackOperations

/// `winback strategy`
struct StrategyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strategy", abstract: Said.words(zh: "召回策略", en: "Strategies."),
    subcommands: [List.self])

  /// `winback strategy list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出策略", en: "List the strategies."))
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var name: String
      var problem: String
      var segment: String
      var channel: Channel
      var template: String
      var priority: Int
    }

    func run() throws {
      let strategies = try options.session().playbook().strategies
      if options.json {
        return try MachineOutput.print(
          strategies.map {
            Row(
              name: $0.id.text, problem: $0.problem, segment: $0.segment, channel: $0.channel,
              template: $0.template.text, priority: $0.priority)
          })
      }
      var table = TextTable([
        (Said.words(zh: "策略", en: "strategy"), .left),
        (Said.words(zh: "优先级", en: "priority"), .right),
        (Said.words(zh: "分群", en: "segment"), .left), (Said.words(zh: "渠道", en: "channel"), .left),
        (Said.words(zh: "模板", en: "template"), .left),
        (Said.words(zh: "解决什么问题", en: "problem solved"), .left),
      ])
      for strategy in strategies {
        table.add([
          strategy.id.text, String(strategy.priority), strategy.segment,
          strategy.channel.words(Said.language), strategy.template.text, strategy.problem,
        ])
      }
      print(table.text)
    }
  }
}
