import Foundation
import WinbackCore
import WinbackStore

/// The made-up operators of a demo workspace.
enum DemoStaff {
  /// Writes, gives others their rights, and may press the button that sends; he approves nothing.
  static let author = Operator.ID("zhangmin")
  static let approvers = [Operator.ID("wanglei"), Operator.ID("chenjing")]
  /// Sends, and is the third who can approve where three must.
  static let sender = Operator.ID("zhouyu")

  private static let people: [(id: Operator.ID, name: String, roles: Set<Operator.Role>)] = [
    (author, "张敏", [.author, .admin, .sender]), (approvers[0], "王磊", [.approver]),
    (approvers[1], "陈静", [.approver]), (sender, "周宇", [.sender, .approver]),
  ]

  /// The author's key, whose public half goes to `winback.yaml`.
  static func rootKey(in folder: URL) throws -> KeyFile { try key(of: author, in: folder) }

  /// Registers everybody, signed by the author, who is the first admin.
  static func register(in session: Session) throws {
    let folder = session.keyFolder
    for (place, person) in people.enumerated() {
      let key = try key(of: person.id, in: folder)
      let registered = Operator(
        id: person.id, name: person.name, roles: person.roles,
        publicKey: key.publicKey.description)
      if place == 0 {
        try session.bootstrap(admin: registered, key: key)
      } else {
        try session.addOperator(registered)
      }
    }
  }

  /// A demo made again in another folder has the same id, and so finds the keys of the first.
  private static func key(of id: Operator.ID, in folder: URL) throws -> KeyFile {
    do {
      return try KeyFile.read(for: id, in: folder)
    } catch KeyError.missing {
      return try KeyFile.make(for: id, in: folder)
    }
  }
}
