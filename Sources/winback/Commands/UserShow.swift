import ArgumentParser
import WinbackCore
import WinbackOperations

extension UserCommand {
  /// `winback user show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(
        zh: "一位用户：字段、分群、授权、触达历史", en: "One user: fields, segments, consents, touch history."))
    @Argument(help: ArgumentHelp(Said.words(zh: "用户 id", en: "The user."))) var id: String
    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
      struct TouchItem: Encodable {
        var at: Instant
        var batch: String?
        var channel: Channel
        var template: String
        var outcome: String
        var text: String?
        var reason: String?
        var approvers: [String]
        var receipts: [String]
      }

      var id: User.ID
      var name: String
      var phone: String
      var registeredAt: Instant
      var fields: [String: String]
      var segments: [String]
      var consents: [String: String]
      var touches: [TouchItem]

      enum CodingKeys: String, CodingKey {
        case id, name, phone, fields, segments, consents, touches
        case registeredAt = "registered_at"
      }
    }

    func run() throws {
      let session = try options.session()
      let view = try session.userView(
        User.ID(id), asOf: options.instant(session), language: Said.language)
      if options.json {
        return try MachineOutput.print(
          Document(
            id: view.row.id, name: view.row.name, phone: view.row.phone,
            registeredAt: view.registeredAt,
            fields: Dictionary(view.fields.map { ($0.name, $0.value) }) { $1 },
            segments: view.segments,
            consents: Dictionary(view.consents.map { ($0.name, $0.value) }) { $1 },
            touches: view.touches.map { touch in
              .init(
                at: touch.at, batch: touch.batchID, channel: touch.channel,
                template: touch.template, outcome: touch.outcome, text: touch.text,
                reason: touch.reason, approvers: touch.approvers,
                receipts: touch.receipts.map { "\($0.at) \($0.kind)" })
            }))
      }
      print(
        "\(view.row.id)  \(TextTable.safe(view.row.name))  \(view.row.phone)  \(view.row.stageLabel)"
      )
      print(Said.words(zh: "分群：", en: "segments: ") + view.segments.joined(separator: ", "))
      for (title, rows) in [
        (Said.words(zh: "字段", en: "field"), view.fields),
        (Said.words(zh: "授权", en: "consent"), view.consents),
      ] {
        var table = TextTable([(title, .left), ("", .left)])
        for row in rows { table.add([row.label, row.value]) }
        print("\n" + table.text)
      }
      print("")
      let zone = session.settings.zone
      for touch in view.touches {
        print(
          [
            touch.at.rfc3339(in: zone), touch.batchID ?? "—", touch.channel.words(Said.language),
            touch.template, touch.outcomeLabel, touch.reason ?? "",
            touch.approvers.joined(separator: ", "),
          ].joined(separator: "  "))
        if let text = touch.text { print("    " + TextTable.safe(text)) }
        for receipt in touch.receipts {
          print("    \(receipt.at.rfc3339(in: zone))  \(receipt.label)")
        }
      }
    }
  }
}
