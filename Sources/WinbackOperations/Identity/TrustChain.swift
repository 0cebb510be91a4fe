public import WinbackCore
import WinbackStore

/// Tells who really has which rights: those that lead, signature by signature, to the pinned root key.
struct TrustChain {
  private let records: [Operator.ID: OperatorRecord]
  private let root: String

  /// - Parameter root: The root key as pinned outside the store.
  init(_ records: [OperatorRecord], root: String) {
    self.records = Dictionary(uniqueKeysWithValues: records.map { ($0.operator.id, $0) })
    self.root = root
  }

  /// The operator with that id if his rights lead to the root.
  ///
  /// The first admin signed his own record with the root key; everybody else was signed by an admin
  /// whose own record leads there.
  ///
  /// - Throws: ``IdentityError``.
  func verified(_ id: Operator.ID) throws(IdentityError) -> Operator {
    guard let record = records[id] else { throw .unknownOperator(id.text, known: names) }
    var current = record
    var seen: Set<Operator.ID> = []
    while true {
      let person = current.operator
      guard seen.insert(person.id).inserted else { throw .untrusted(id.text) }
      if current.signedBy == person.id {
        guard person.publicKey == root, let key = PublicKey(root),
          key.verifies(current.signature, of: person.statement)
        else { throw .untrusted(id.text) }
        return record.operator
      }
      guard let signer = records[current.signedBy], signer.operator.roles.contains(.admin),
        let key = PublicKey(signer.operator.publicKey),
        key.verifies(current.signature, of: person.statement)
      else { throw .untrusted(id.text) }
      current = signer
    }
  }

  private var names: [String] { records.keys.sorted().map(\.text) }
}

/// Why somebody cannot act.
public enum IdentityError: Error, Equatable, Worded, CustomStringConvertible {
  case noOperator
  case unknownOperator(String, known: [String])
  case revoked(String)
  /// His stored rights are not signed by a chain that leads to the root key.
  case untrusted(String)
  /// The workspace names no root key, or not the one this user has pinned.
  case noRoot
  case rootChanged
  /// His key file is not the one he was registered with.
  case wrongKey(String)
  case lacksRole(String, role: Operator.Role)
  case badID(String)
  case badKey(String)
  case exists(String)
  /// The key is another operator's.
  case keyTaken(String, owner: String)
  case ownRevocation(String)

  public func words(_ language: Language) -> String {
    switch self {
    case .noOperator:
      language.pick(
        zh: "没有指定操作员；用 --operator ID、$WINBACK_OPERATOR 或 winback.yaml 的 operator 指定",
        en:
          "no operator is named; use --operator ID, $WINBACK_OPERATOR or operator: in winback.yaml")
    case .unknownOperator(let id, let known):
      language.pick(
        zh: "没有操作员 \(id)；现有：\(known.joined(separator: "、"))",
        en: "there is no operator \(id); there are \(known.joined(separator: ", "))")
    case .revoked(let id):
      language.pick(zh: "操作员 \(id) 已被吊销；请联系管理员", en: "operator \(id) is revoked; ask an admin")
    case .untrusted(let id):
      language.pick(
        zh: "操作员 \(id) 的权限签名无法追溯到根密钥，拒绝执行；请用 winback audit verify 检查账本",
        en: "the rights of operator \(id) do not lead to the root key and are refused; "
          + "check the store with winback audit verify")
    case .noRoot:
      language.pick(
        zh: "winback.yaml 没有 trust.root；请恢复 winback init 写入的根公钥",
        en: "winback.yaml has no trust.root; restore the root key that winback init wrote")
    case .rootChanged:
      language.pick(
        zh: "winback.yaml 的 trust.root 与你固定的根公钥不一致，拒绝执行；请向管理员核实后再处理",
        en:
          "trust.root in winback.yaml is not the root key you have pinned; refused until an admin explains it"
      )
    case .wrongKey(let id):
      language.pick(
        zh: "操作员 \(id) 的密钥文件与登记的公钥不符；请使用登记时的密钥",
        en: "the key file of operator \(id) is not the one he was registered with; use that one")
    case .badID(let id):
      language.pick(
        zh: "`\(id)` 不能作操作员 id：1–64 个字符，首尾无空格",
        en: "`\(id)` is no operator id: 1 to 64 characters, no outer spaces")
    case .keyTaken(let id, let owner):
      language.pick(
        zh: "不能用 \(owner) 的公钥登记 \(id)：一人一把密钥，否则一个人可以批准两次；"
          + "请让 \(id) 用 winback operator keygen 生成自己的密钥",
        en: "\(id) cannot be registered with the key of \(owner): one person could approve twice; "
          + "let \(id) make his own with winback operator keygen")
    case .badKey(let key):
      language.pick(
        zh: "`\(key)` 不是公钥；粘贴 winback operator keygen 打印的 ed25519:…",
        en: "`\(key)` is no public key; paste the ed25519:… that winback operator keygen printed")
    case .exists(let id):
      language.pick(
        zh: "操作员 \(id) 已存在；请换一个 id", en: "operator \(id) exists; choose another id")
    case .ownRevocation(let id):
      language.pick(
        zh: "管理员 \(id) 不能吊销自己；请另一位管理员操作", en: "\(id) cannot revoke himself; ask another admin")
    case .lacksRole(let id, let role):
      language.pick(
        zh: "操作员 \(id) 没有「\(role.words(.zh))」角色；请有此角色的人操作",
        en: "operator \(id) has not the role \(role.words(.en)); ask somebody who has")
    }
  }
}
