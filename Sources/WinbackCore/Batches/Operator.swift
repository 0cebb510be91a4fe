/// A person who works with winback, with the rights an admin gave him.
public struct Operator: Hashable, Sendable {
  public typealias ID = Identifier<Operator>

  public enum Role: String, Sendable, CaseIterable, Codable {
    case author, approver, sender, viewer, admin
  }

  public var id: ID
  public var name: String
  public var roles: Set<Role>
  /// `ed25519:` and the base64 of 32 bytes.
  public var publicKey: String
  /// A revoked operator stays listed, so that what he signed can still be read.
  public var isRevoked: Bool

  public init(
    id: ID, name: String, roles: Set<Role>, publicKey: String, isRevoked: Bool = false
  ) {
    self.id = id
    self.name = name
    self.roles = roles
    self.publicKey = publicKey
    self.isRevoked = isRevoked
  }

  /// What an admin signs when he gives the operator his rights, as canonical JSON.
  public var statement: CanonicalJSON {
    .object([
      "action": .text(isRevoked ? "operator.revoke" : "operator.grant"), "operator": .text(id.text),
      "name": .text(name), "public_key": .text(publicKey),
      "roles": .list(roles.map(\.rawValue).sorted().map { .text($0) }), "v": .integer(1),
    ])
  }
}

extension Operator.Role: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .author: language.pick(zh: "作者", en: "author")
    case .approver: language.pick(zh: "审批人", en: "approver")
    case .sender: language.pick(zh: "发送者", en: "sender")
    case .viewer: language.pick(zh: "只读", en: "viewer")
    case .admin: language.pick(zh: "管理员", en: "admin")
    }
  }
}
