import ArgumentParser
import WinbackCore
import WinbackOperations

/// `winback operator`
struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator", abstract: Said.words(zh: "操作员和密钥", en: "Operators and their keys."),
    subcommands: [List.self, Keygen.self, Add.self, Revoke.self])

  /// `winback operator list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出操作员", en: "List the operators."))
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var id: String
      var name: String
      var roles: [String]
      var publicKey: String
      var isRevoked: Bool

      enum CodingKeys: String, CodingKey {
        case id, name, roles
        case publicKey = "public_key"
        case isRevoked = "revoked"
      }
    }

    func run() throws {
      let operators = try options.session().operators()
      if options.json {
        return try MachineOutput.print(
          operators.map {
            Row(
              id: $0.id.text, name: $0.name, roles: $0.roles.map(\.rawValue).sorted(),
              publicKey: $0.publicKey, isRevoked: $0.isRevoked)
          })
      }
      var table = TextTable([
        (Said.words(zh: "操作员", en: "operator"), .left), (Said.words(zh: "姓名", en: "name"), .left),
        (Said.words(zh: "角色", en: "roles"), .left), (Said.words(zh: "公钥", en: "public key"), .left),
      ])
      for person in operators {
        let roles = Operator.Role.allCases.filter(person.roles.contains)
          .map { $0.words(Said.language) }.joined(separator: ", ")
        table.add([
          person.id.text, person.name,
          person.isRevoked ? Said.words(zh: "已吊销", en: "revoked") : roles, person.publicKey,
        ])
      }
      print(table.text)
    }
  }

  /// `winback operator keygen`
  struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "生成密钥并打印公钥", en: "Make a key pair and print the public key."))
    @Argument(help: ArgumentHelp(Said.words(zh: "操作员 id", en: "The operator."))) var id: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      print(try options.session().makeKey(for: Operator.ID(id)))
    }
  }

  /// `winback operator add`
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "登记操作员（管理员签名）", en: "Register an operator, signed by an admin."))
    @Argument(help: ArgumentHelp(Said.words(zh: "操作员 id", en: "The operator."))) var id: String
    @Option(help: ArgumentHelp(Said.words(zh: "公钥 ed25519:…", en: "The public key, ed25519:…")))
    var publicKey: String
    @Option(help: ArgumentHelp(Said.words(zh: "姓名", en: "The name."))) var name: String
    @Option(
      help: ArgumentHelp(
        Said.words(
          zh: "角色，逗号分隔：author,approver,sender,viewer,admin",
          en: "Roles with commas: author,approver,sender,viewer,admin.")))
    var roles: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      var wanted: Set<Operator.Role> = []
      for word in roles.split(separator: ",") {
        let name = word.trimmingPrefix { $0 == " " }
        guard let role = Operator.Role(rawValue: String(name)) else {
          let nearest = NearestName.find(String(name), in: Operator.Role.allCases.map(\.rawValue))
          throw ValidationError(
            Said.words(zh: "没有角色 \(name)", en: "there is no role \(name)")
              + (nearest.map { Said.words(zh: "；是否想写 \($0)？", en: "; did you mean \($0)?") } ?? ""))
        }
        wanted.insert(role)
      }
      try options.session().addOperator(
        Operator(id: Operator.ID(id), name: name, roles: wanted, publicKey: publicKey))
      print(Said.words(zh: "已登记 \(id)", en: "registered \(id)"))
    }
  }

  /// `winback operator revoke`
  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "吊销操作员", en: "Revoke an operator."))
    @Argument(help: ArgumentHelp(Said.words(zh: "操作员 id", en: "The operator."))) var id: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try options.session().revokeOperator(Operator.ID(id))
      print(Said.words(zh: "已吊销 \(id)", en: "revoked \(id)"))
    }
  }
}
