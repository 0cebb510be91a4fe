import Foundation
import GRDB
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

/// A shop of a few users that left, with an author, two approvers and a sender, at a set time.
final class BatchWorkspace {
  let folder: TemporaryFolder
  let environment: [String: String]

  /// 10:00 in Shanghai, a Sunday; messages may go out.
  static let morning = "2024-06-30T02:00:00Z"

  /// - Parameter users: How many users; the first is `u001`.
  init(users: Int = 6, template: String = BatchWorkspace.template, controlBP: Int = 0) throws {
    folder = try TemporaryFolder()
    environment = ["XDG_CONFIG_HOME": folder.url.appending(path: "config").path]
    try folder.write(Self.settings(root: nil), to: "winback.yaml")
    try folder.write(template, to: "templates/recall.yaml")
    try folder.write(
      """
      problem: 收藏的商品降价了，他还不知道
      segment: recall_pool
      channel: sms
      template: recall
      control_bp: \(controlBP)
      """, to: "strategies/back.yaml")
    let session = try session("admin")
    try prepareOperators(session)
    try importing(session, Self.users(users))
  }

  static let template = """
    channel: sms
    signature: 茶叶蛋
    body: "{{name|会员}}，您收藏的跑鞋降价 20 元，点 https://h5.shop.cn/x 看看"
    appended_text: 拒收请回复R
    """

  private static func settings(root: PublicKey?) -> String {
    """
    id: shop
    demo: true
    global_holdout_bp: 0
    channels: {sms: {gateway: outbox}}

    """ + (root.map { "trust: {root: \"\($0)\"}\n" } ?? "")
  }

  private func prepareOperators(_ session: Session) throws {
    let keys = KeyFolder(environment: environment).keys(of: "shop")
    let key = try KeyFile.make(for: "admin", in: keys)
    try folder.write(Self.settings(root: key.publicKey), to: "winback.yaml")
    try session.bootstrap(
      admin: Operator(
        id: "admin", name: "管理员", roles: [.admin], publicKey: "\(key.publicKey)"), key: key)
    let people: [(Operator.ID, String, Set<Operator.Role>)] = [
      ("amy", "艾米", [.author, .approver]), ("bob", "鲍勃", [.approver]),
      ("cat", "凯特", [.approver]), ("sam", "山姆", [.sender]),
    ]
    for (id, name, roles) in people {
      let publicKey = try session.makeKey(for: id)
      try session.addOperator(
        Operator(id: id, name: name, roles: roles, publicKey: "\(publicKey)"))
    }
  }

  /// The workspace as `id` opens it at `now`.
  func session(_ id: String, at now: String = BatchWorkspace.morning) throws -> Session {
    try Session(
      folder: WorkspaceFolder(root: folder.url),
      options: .init(
        operatorID: id,
        environment: environment.merging(["WINBACK_NOW": now]) { $1 }))
  }

  /// Users of one old order each who agreed to SMS.
  static func users(_ count: Int) -> [(ImportKind, String)] {
    var users = "user_id,registered_at,phone,name\n"
    var orders = "order_id,user_id,created_at,status,amount_minor,paid_at\n"
    var consents = "user_id,channel,state,ts\n"
    for number in 1...max(1, count) {
      let id = "u" + String(1000 + number).dropFirst()
      let name = number == 2 ? "" : "用户\(number)"
      users += "\(id),2023-01-01T00:00:00Z,1380000\(String(10_000 + number).suffix(4)),\(name)\n"
      orders +=
        "o\(number),\(id),2023-06-01T00:00:00Z,paid,10000,2023-06-01T00:00:00Z\n"
      consents += "\(id),sms,granted,2023-01-02T00:00:00Z\n"
    }
    return [(.users, users), (.orders, orders), (.consents, consents)]
  }

  @discardableResult
  func importing(
    _ session: Session, _ files: [(ImportKind, String)]
  ) throws -> ImportReport {
    try session.store.importFiles(
      files.map { kind, text in
        let feed = TextFeed(text)
        return ImportSource(kind: kind, name: "\(kind).csv") { feed.read(into: $0) }
      },
      rules: ImportRules(now: session.clock.now(), currency: "CNY", rejectLimit: .none))
  }

  /// A submitted batch of everybody.
  func submitted(note: String = "") throws -> Batch.ID {
    let author = try session("amy")
    let batch = try author.planBatch(strategy: "back")
    try author.submitBatch(batch.id, note: note)
    return batch.id
  }

  /// The same with enough approvals.
  func approved() throws -> Batch.ID {
    let id = try submitted()
    for person in ["bob", "cat"] {
      let approver = try session(person)
      let batch = try approver.storedBatch(id).batch
      if batch.state == .submitted { try approver.approveBatch(id, count: batch.recipients) }
    }
    return id
  }

  /// Runs SQL behind winback's back.
  func tamper(_ sql: String) throws {
    let file = folder.url.appending(path: "data/ledger.sqlite")
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: sql) }
  }

  /// The lines of the outbox.
  var outbox: [String] {
    let file = folder.url.appending(path: "data/outbox/messages.jsonl")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }
}

/// Gives a text out piece by piece.
private final class TextFeed: @unchecked Sendable {
  // Safe: the store reads a source on one thread.
  private var rest: [UInt8]

  init(_ text: String) {
    rest = Array(text.utf8)
  }

  func read(into space: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(space.count, rest.count)
    space.copyBytes(from: rest[..<count])
    rest.removeFirst(count)
    return count
  }
}
