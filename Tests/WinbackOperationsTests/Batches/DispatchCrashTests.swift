import Foundation
import Testing
import WinbackCore
import WinbackGateways
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

/// What a dispatcher leaves behind that is killed at any moment, and what the next one makes of it.
struct DispatchCrashTests {
  /// Copies the workspace at each moment at which a kill would leave something else on disk.
  private final class DyingGateway: Gateway {
    static let name = "outbox"

    private let outbox: OutboxGateway
    private let root: URL
    private let graves: URL

    init(_ root: URL, graves: URL) {
      outbox = OutboxGateway(file: root.appending(path: "data/outbox/messages.jsonl"))
      self.root = root
      self.graves = graves
    }

    func deliver(_ messages: [OutboundMessage]) -> [Delivery] {
      bury("intent")
      let before = (try? Data(contentsOf: outbox.file).count) ?? 0
      let deliveries = outbox.deliver(messages)
      bury("written")
      // A write that was cut off: at its first byte, inside a line, and just before its last line feed.
      let after = (try? Data(contentsOf: outbox.file).count) ?? 0
      for part in [1, (after - before) / 3, (after - before) / 2, after - before - 1] {
        bury("torn", cutting: after - before - part)
      }
      return deliveries
    }

    func taken(of keys: Set<String>) throws -> Set<String>? { try outbox.taken(of: keys) }

    private func bury(_ moment: String, cutting bytes: Int = 0) {
      let count = (try? FileManager.default.contentsOfDirectory(atPath: graves.path).count) ?? 0
      let grave = graves.appending(path: "\(count)-\(moment)")
      do {
        try FileManager.default.copyItem(at: root, to: grave)
        let data = grave.appending(path: "data")
        for name in try FileManager.default.contentsOfDirectory(atPath: data.path)
        where name.hasSuffix("-shm") {
          try FileManager.default.removeItem(at: data.appending(path: name))
        }
        let file = data.appending(path: "outbox/messages.jsonl")
        if bytes > 0 { try Data(contentsOf: file).dropLast(bytes).write(to: file) }
      } catch {
        Issue.record(error)
      }
    }
  }

  /// The keys of the outbox lines, in order, whole lines only.
  private func keys(in root: URL) throws -> [String] {
    let file = root.appending(path: "data/outbox/messages.jsonl")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    // What no line feed ends is no line.
    let end = text.lastIndex(of: "\n") ?? text.startIndex
    return text[..<end].split(separator: "\n").compactMap {
      let line = try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      return line?["key"] as? String
    }
  }

  @Test func `nobody gets a message twice and nobody is lost, whenever it is killed`() throws {
    let shop = try BatchWorkspace(users: 600, controlBP: 1000)
    let id = try shop.approved()
    let graves = try TemporaryFolder()
    let gateway = DyingGateway(shop.folder.url, graves: graves.url)
    let report = try shop.session("sam", at: DispatchTests.soon).dispatch(
      batch: id, gateway: { _ in gateway })
    let planned = try #require(report.runs.first?.sent)
    #expect(planned > 512, "more than two groups")
    let found = try FileManager.default.contentsOfDirectory(atPath: graves.url.path)
    #expect(found.count == 18, "six moments in each of three groups")

    for name in found {
      let root = graves.url.appending(path: name)
      let atDeath = try keys(in: root)
      let sender = try Session(
        folder: WorkspaceFolder(root: root),
        options: .init(
          operatorID: "sam",
          environment: shop.environment.merging(["WINBACK_NOW": "2024-06-30T02:30:00Z"]) { $1 }))
      let after = try sender.dispatch()
      #expect(after.problems.isEmpty, "\(name)")
      #expect(after.runs.map(\.state) == [.completed], "\(name)")
      let lines = try keys(in: root)
      #expect(lines.count == Set(lines).count, "\(name): a key is in the outbox twice")
      let isKept = Array(lines.prefix(atDeath.count)) == atDeath
      #expect(isKept, "\(name): what was sent is kept")

      var states: [RecipientState: Set<String>] = [:]
      try sender.store.forEachRecipient(of: id) { states[$0.state, default: []].insert($0.key) }
      let sent = states[.sent] ?? []
      let doubtful = states[.unknown] ?? []
      let agrees = sent == Set(lines)
      #expect(agrees, "\(name): sent is what the outbox has")
      #expect(sent.count + doubtful.count == planned, "\(name): everybody is explained")
      #expect(doubtful.count <= 256, "\(name): only one group is in doubt")
      #expect(Set(states.keys).isSubset(of: [.sent, .unknown, .control]), "\(name)")
      #expect(try sender.verifyAudit().isIntact, "\(name)")

      let again = try sender.dispatch()
      #expect(again.runs.isEmpty, "\(name): what is in doubt is never sent by itself")
    }
  }
}
