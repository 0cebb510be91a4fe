public import Foundation
import WinbackCore

/// Writes messages to a file instead of sending them: one JSON object a line, durable before it answers.
///
/// It is the embedded default, for demonstrations and for handing over to another system. The file can
/// be read back, so after a crash it is known which messages it took. A line that a crash tore is cut
/// off before the next is written; its message counts as not taken.
public struct OutboxGateway: Gateway {
  public static let name = "outbox"

  /// The file, `data/outbox/messages.jsonl` of a workspace.
  public let file: URL

  public init(file: URL) {
    self.file = file
  }

  public func deliver(_ messages: [OutboundMessage]) -> [Delivery] {
    do {
      try append(messages)
      return messages.map { .accepted(providerID: $0.key) }
    } catch let error as OutboxError where !error.mayHaveWritten {
      return messages.map { _ in .refused(reason: error.description) }
    } catch {
      return messages.map { _ in .unknown(reason: "\(error)") }
    }
  }

  public func taken(of keys: Set<String>) throws -> Set<String>? {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var found: Set<String> = []
    var rest = Data()
    while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
      var lines = (rest + chunk)[...]
      while let end = lines.firstIndex(of: 0x0A) {
        if let key = Self.key(of: lines[..<end]), keys.contains(key) { found.insert(key) }
        lines = lines[(end + 1)...]
      }
      rest = Data(lines)
    }
    return found
  }

  /// The key that a line bears; nil when it is no line of ours.
  ///
  /// Inside a text every quote is escaped, so the mark stands only where the field begins.
  private static func key(of line: Data) -> String? {
    guard line.last == 0x7D, let mark = line.range(of: keyMark),
      let end = line[mark.upperBound...].firstIndex(of: 0x22)
    else { return nil }
    return String(decoding: line[mark.upperBound..<end], as: UTF8.self)
  }

  private static let keyMark = Data(",\"key\":\"".utf8)

  private func append(_ messages: [OutboundMessage]) throws {
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let isNew = !FileManager.default.fileExists(atPath: file.path)
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutboxError.cannotOpen(errno) }
    defer { close(descriptor) }
    // The file's name must be as durable as its lines.
    if isNew { try synchronize(folder) }
    // Another dispatcher may write at the same time; closing the file unlocks it.
    guard flock(descriptor, LOCK_EX) == 0 else { throw OutboxError.cannotOpen(errno) }
    try cutTornLine(descriptor)
    var bytes: [UInt8] = []
    for message in messages { bytes += line(message) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        let code = errno
        // What is half written is taken back, so that a full disk leaves no doubt.
        if written > 0, takeBack(descriptor, written) { written = 0 }
        throw written == 0 ? OutboxError.cannotOpen(code) : .cannotWrite(code)
      }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw OutboxError.cannotWrite(errno) }
  }

  private func synchronize(_ folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutboxError.cannotOpen(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw OutboxError.cannotOpen(errno) }
  }

  /// Removes the last `count` bytes; says whether that worked.
  private func takeBack(_ descriptor: Int32, _ count: Int) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    return end >= count && ftruncate(descriptor, end - off_t(count)) == 0
  }

  /// Cuts what follows the last line feed.
  private func cutTornLine(_ descriptor: Int32) throws {
    var end = lseek(descriptor, 0, SEEK_END)
    guard end > 0 else { return }
    var byte: UInt8 = 0
    let whole = end
    while end > 0 {
      guard pread(descriptor, &byte, 1, end - 1) == 1 else { throw OutboxError.cannotOpen(errno) }
      if byte == 0x0A { break }
      end -= 1
    }
    if end < whole, ftruncate(descriptor, end) != 0 { throw OutboxError.cannotOpen(errno) }
  }

  /// One line with its keys in a fixed order.
  private func line(_ message: OutboundMessage) -> [UInt8] {
    let json = CanonicalJSON.object([
      "at": .text(message.at.rfc3339), "batch": .verbatim(message.batch.text),
      "channel": .text(message.channel.rawValue), "destination": .verbatim(message.destination),
      "key": .verbatim(message.key), "step": .integer(Int64(message.step)),
      "text": .verbatim(message.text), "user": .verbatim(message.user.text),
    ])
    return json.bytes + [0x0A]
  }
}

/// Why the outbox took nothing, or perhaps something.
enum OutboxError: Error, CustomStringConvertible {
  case cannotOpen(Int32)
  case cannotWrite(Int32)

  var mayHaveWritten: Bool {
    if case .cannotWrite = self { return true }
    return false
  }

  var description: String {
    switch self {
    case .cannotOpen(let code), .cannotWrite(let code): "outbox: \(String(cString: strerror(code)))"
    }
  }
}
