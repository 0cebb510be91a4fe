import Foundation
public import WinbackCore
import WinbackStore

/// Who acts, and with which rights.
extension Session {
  /// The acting operator with his key, if he has `role`.
  ///
  /// His stored rights must lead, signature by signature, to the root key that the workspace names and
  /// that this user has pinned; his key file must be the one he was registered with.
  ///
  /// - Throws: ``IdentityError``, ``KeyError``.
  func actor(_ role: Operator.Role) throws -> (person: Operator, key: KeyFile) {
    guard let id = operatorID else { throw IdentityError.noOperator }
    let person = try verifiedOperator(Operator.ID(id))
    guard person.roles.contains(role) else { throw IdentityError.lacksRole(id, role: role) }
    let found = (person: person, key: try key(of: person))
    try pinRoot()
    return found
  }

  /// Pins the workspace's root key for this user where he has pinned none yet, so that a later change
  /// of it is refused.
  private func pinRoot() throws {
    let workspace = settings.workspace
    let keys = KeyFolder(environment: environment)
    guard keys.pinnedRoot(of: workspace.id) == nil,
      let root = workspace.trustRoot.flatMap({ PublicKey($0) })
    else { return }
    try keys.pin(root, of: workspace.id)
  }

  private func key(of person: Operator) throws -> KeyFile {
    let key = try KeyFile.read(for: person.id, in: keyFolder)
    guard key.publicKey.description == person.publicKey else {
      throw IdentityError.wrongKey(person.id.text)
    }
    return key
  }

  /// An operator whose rights lead to the root key and were not revoked.
  func verifiedOperator(_ id: Operator.ID) throws -> Operator {
    let person = try trustChain().verified(id)
    guard !person.isRevoked else { throw IdentityError.revoked(id.text) }
    return person
  }

  /// The chain of signatures down from the root key.
  func trustChain() throws -> TrustChain {
    let workspace = settings.workspace
    guard let root = workspace.trustRoot, !root.isEmpty else { throw IdentityError.noRoot }
    if let pinned = KeyFolder(environment: environment).pinnedRoot(of: workspace.id), pinned != root
    {
      throw IdentityError.rootChanged
    }
    return TrustChain(try store.operators(), root: root)
  }

  var keyFolder: URL {
    KeyFolder(environment: environment).keys(of: settings.workspace.id)
  }

  /// Everyone registered, by id, revoked ones included.
  public func operators() throws -> [Operator] { try store.operators().map(\.operator) }

  /// The operators this machine has keys for, by id.
  public func localOperators() throws -> [Operator] {
    let local = Set(KeyFile.operators(in: keyFolder))
    return try operators().filter { local.contains($0.id) && !$0.isRevoked }
  }

  /// Lets another operator act from now on, if he is registered and his key is here.
  @discardableResult
  public func switchOperator(to id: String) throws -> Operator {
    let person = try verifiedOperator(Operator.ID(id))
    _ = try key(of: person)
    setOperatorID(id)
    return person
  }

  /// Makes a key pair and gives the public key.
  public func makeKey(for id: Operator.ID) throws -> PublicKey {
    try requireWritable()
    guard IdentifierRule.isValid(id.text) else { throw IdentityError.badID(id.text) }
    let made = try KeyFile.make(for: id, in: keyFolder).publicKey
    try pinRoot()
    return made
  }

  /// Registers an operator, signed by the acting admin.
  public func addOperator(_ person: Operator) throws {
    try requireWritable()
    guard IdentifierRule.isValid(person.id.text) else { throw IdentityError.badID(person.id.text) }
    guard PublicKey(person.publicKey) != nil else { throw IdentityError.badKey(person.publicKey) }
    guard try !store.operators().contains(where: { $0.operator.id == person.id }) else {
      throw IdentityError.exists(person.id.text)
    }
    if let owner = try operators().first(where: { $0.publicKey == person.publicKey }) {
      throw IdentityError.keyTaken(person.id.text, owner: owner.id.text)
    }
    try save(person, action: "operator.add")
  }

  /// Takes an operator's rights away; what he signed before stays readable.
  public func revokeOperator(_ id: Operator.ID) throws {
    try requireWritable()
    guard var person = try operators().first(where: { $0.id == id }) else {
      throw IdentityError.unknownOperator(id.text, known: try operators().map(\.id.text))
    }
    guard operatorID != id.text else { throw IdentityError.ownRevocation(id.text) }
    person.isRevoked = true
    try save(person, action: "operator.revoke")
  }

  private func save(_ person: Operator, action: String) throws {
    let (admin, key) = try actor(.admin)
    let now = clock.now()
    try store.save(
      OperatorRecord(
        operator: person, signedBy: admin.id, signature: try key.sign(person.statement), at: now),
      act: AuditAct(
        at: now, actor: admin.id.text, action: action, object: "operator/\(person.id)",
        detail: .object([
          "roles": .list(person.roles.map(\.rawValue).sorted().map { .text($0) }),
          "public_key": .text(person.publicKey),
        ])))
  }

  /// Stores the first admin, who signs himself: his key becomes the root of all trust.
  ///
  /// - Parameter key: His key, made before `winback.yaml` was written with its public half.
  func bootstrap(admin: Operator, key: KeyFile) throws {
    let now = clock.now()
    try store.save(
      OperatorRecord(
        operator: admin, signedBy: admin.id, signature: try key.sign(admin.statement), at: now),
      act: AuditAct(
        at: now, actor: admin.id.text, action: "operator.bootstrap", object: "operator/\(admin.id)",
        detail: .object(["public_key": .text(admin.publicKey)])))
  }
}
