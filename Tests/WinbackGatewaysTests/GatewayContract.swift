import Foundation
import Testing
import WinbackCore
import WinbackGateways

/// What every gateway must keep to, whatever it sends on.
func checkGateway(_ gateway: any Gateway, name: String) throws {
  let messages = (1...3).map { message($0, text: "您好 \($0)\n\"引号\" 🎁") }
  let answers = gateway.deliver(messages)
  #expect(answers.count == messages.count, "\(name) answers for every message")
  #expect(gateway.deliver([]).isEmpty, "\(name) takes an empty group")
  if let taken = try gateway.taken(of: Set(messages.map(\.key) + ["absent"])) {
    let accepted = zip(messages, answers).filter {
      if case .accepted = $1 { true } else { false }
    }
    #expect(taken == Set(accepted.map(\.0.key)), "\(name) knows exactly what it took")
  }
}

func message(_ number: Int, text: String = "您好") -> OutboundMessage {
  OutboundMessage(
    key: "key-\(number)", batch: "b1", user: User.ID("u\(number)"), step: 1, channel: .sms,
    destination: "+8613800000000", text: text, at: Instant(seconds: 1_700_000_000))
}

struct GatewayTests {
  private func temporary() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: Gateways.names)
  func `every gateway keeps the contract`(name: String) throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try checkGateway(try #require(Gateways.make(name, data: folder)), name: name)
  }

  @Test func `names are sorted and unique`() {
    #expect(Gateways.names == Gateways.names.sorted())
    #expect(Set(Gateways.names).count == Gateways.names.count)
    #expect(Gateways.make("nowhere", data: URL(fileURLWithPath: "/")) == nil)
  }

  @Test func `the outbox keeps the very bytes of a message`() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outbox = OutboxGateway(file: folder.appending(path: "out.jsonl"))
    // e and a combining accent: composing them would change what was approved.
    let text = "cafe\u{301} \u{1F381}\u{0}\u{7F}\u{2028}"
    _ = outbox.deliver([message(1, text: text)])
    let line = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: outbox.file)) as? [String: Any])
    #expect((line["text"] as? String).map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test func `a torn line is cut off and counts as not taken`() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outbox = OutboxGateway(file: folder.appending(path: "out.jsonl"))
    _ = outbox.deliver([message(1)])
    let whole = try Data(contentsOf: outbox.file)
    try (whole + whole.prefix(whole.count / 2)).write(to: outbox.file)
    #expect(try outbox.taken(of: ["key-1", "key-2"]) == ["key-1"])
    _ = outbox.deliver([message(2)])
    #expect(try outbox.taken(of: ["key-1", "key-2"]) == ["key-1", "key-2"])
    let lines = try String(contentsOf: outbox.file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
  }

  @Test func `knows what it took among many, whatever the texts say`() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outbox = OutboxGateway(file: folder.appending(path: "out.jsonl"))
    // Longer than one read, with texts that look like the field they are searched for.
    for group in 0..<8 {
      let messages = (0..<256).map {
        message(
          group * 256 + $0, text: ",\"key\":\"key-9999\"}\n" + String(repeating: "茶", count: 300))
      }
      #expect(outbox.deliver(messages).count == 256)
    }
    let asked = Set((2040..<2060).map { "key-\($0)" } + ["key-9999", "key-0"])
    let wanted = Set((2040..<2048).map { "key-\($0)" } + ["key-0"])
    #expect(try outbox.taken(of: asked) == wanted)
  }

  @Test func `an outbox that cannot be read is no proof of anything`() throws {
    let folder = try temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "out.jsonl", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    #expect(throws: (any Error).self) { try OutboxGateway(file: file).taken(of: ["key-1"]) }
    #expect(try OutboxGateway(file: folder.appending(path: "none")).taken(of: ["key-1"]) == [])
  }

  @Test func `a folder that cannot be written to is a refusal`() {
    let outbox = OutboxGateway(file: URL(fileURLWithPath: "/proc/nothing/out.jsonl"))
    for answer in outbox.deliver([message(1), message(2)]) {
      guard case .refused = answer else {
        Issue.record("\(answer) is no refusal")
        continue
      }
    }
  }
}
