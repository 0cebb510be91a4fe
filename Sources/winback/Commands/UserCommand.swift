import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback user`
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: Said.words(zh: "查询用户", en: "Look users up."),
    subcommands: [List.self, Show.self])

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  /// `winback user list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出用户及全部派生字段", en: "List users with every derived field."))

    @Option(
      name: .customLong("where"),
      help: ArgumentHelp(
        Said.words(zh: "条件，如 'r_days >= 90'", en: "A condition, such as 'r_days >= 90'."),
        valueName: "expr"))
    var condition: String?

    @Option(
      help: ArgumentHelp(
        Said.words(zh: "排序字段，可加 :desc", en: "Order by a field, `:desc` for descending."),
        valueName: "field[:desc]"))
    var sort: String?

    @Option(help: ArgumentHelp(Said.words(zh: "最多行数", en: "At most so many rows.")))
    var limit: Int?

    @Option(help: ArgumentHelp(Said.words(zh: "格式：table、csv、json", en: "table, csv or json.")))
    var format: Format?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if let limit, limit < 0 {
        throw ValidationError(
          Said.words(zh: "--limit 不能为负", en: "--limit must not be negative"))
      }
    }

    func run() throws {
      let session = try options.session()
      let instant = options.instant(session)
      let browser = try session.browser(asOf: instant, language: Said.language)
      let profiles = try chosen(session, browser, instant)
      switch format ?? (options.json ? .json : .table) {
      case .csv:
        print(MachineOutput.csv(ProfileTable.columns))
        for profile in profiles { print(MachineOutput.csv(ProfileTable.values(profile))) }
      case .json:
        try MachineOutput.print(
          profiles.map { profile in
            Dictionary(
              uniqueKeysWithValues: zip(ProfileTable.columns, ProfileTable.values(profile)))
          })
      case .table: printTable(profiles)
      }
    }

    /// Without a condition closed accounts are listed too; a condition ranges over the others.
    private func chosen(
      _ session: Session, _ browser: SegmentBrowser, _ instant: Instant
    ) throws -> [UserProfile] {
      guard condition != nil || sort != nil else {
        let all = browser.population.profiles
        return Array(all.prefix(limit ?? all.count))
      }
      let parts = (sort ?? "user_id").split(separator: ":", omittingEmptySubsequences: false)
      let isDescending = parts.count == 2 && parts[1] == "desc"
      guard parts.count == 1 || isDescending || (parts.count == 2 && parts[1] == "asc") else {
        throw ValidationError(
          Said.words(
            zh: "--sort 应为 字段 或 字段:desc，现在是 \(sort ?? "")",
            en: "--sort is FIELD or FIELD:desc, not \(sort ?? "")"))
      }
      let rows = try session.rows(where: condition, asOf: instant, language: Said.language)
      guard let field = SegmentField.named(String(parts[0])) else {
        throw LookupError.field(
          String(parts[0]),
          nearest: NearestName.find(String(parts[0]), in: SegmentField.all.map(\.name)))
      }
      return browser.columns.page(
        of: rows, sortedBy: field, descending: isDescending, offset: 0, limit: limit ?? rows.count
      ).map { browser.profile(at: $0) }
    }

    private func printTable(_ profiles: [UserProfile]) {
      var table = TextTable([
        (Said.words(zh: "用户", en: "user"), .left), (Said.words(zh: "姓名", en: "name"), .left),
        (Said.words(zh: "阶段", en: "stage"), .left), ("R", .right),
        (Said.words(zh: "订单", en: "orders"), .right),
        (Said.words(zh: "累计消费", en: "value"), .right),
        (Said.words(zh: "价值", en: "tier"), .left), (Said.words(zh: "原因", en: "cause"), .left),
      ])
      for profile in profiles {
        let row = UserRow(profile, Said.language)
        table.add([
          row.id.text, row.name, row.stageLabel, row.rDays.map(String.init) ?? "—",
          String(row.orders), row.lifetimeValue.description, row.tierLabel,
          profile.causes?.primary.words(Said.language) ?? "",
        ])
      }
      print(table.text)
    }
  }
}
