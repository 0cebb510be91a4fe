import Foundation
import WinbackCore

/// Reads a file or standard input line by line, without holding it whole.
final class LineReader {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameter path: nil and `-` are standard input.
  init(path: String?) throws {
    guard let path, path != "-" else {
      handle = .standardInput
      return
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileError.cannotRead(path)
    }
    self.handle = handle
  }

  /// The next line without its line feed; nil at the end. What is no UTF-8 becomes U+FFFD.
  func next() -> String? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[start..<end], as: UTF8.self)
        start = end + 1
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = String(decoding: buffer[start...], as: UTF8.self)
        start = buffer.count
        return line
      }
      fill()
    }
  }

  /// All that is left, as one text.
  func rest() -> String {
    while !isAtEnd { fill() }
    defer { start = buffer.count }
    return String(decoding: buffer[start...], as: UTF8.self)
  }

  private func fill() {
    buffer.removeFirst(start)
    start = 0
    let chunk = (try? handle.read(upToCount: 1 << 18)) ?? nil
    if let chunk, !chunk.isEmpty { buffer += chunk } else { isAtEnd = true }
  }
}

/// A file that could not be used.
enum FileError: Error, Worded {
  case cannotRead(String)

  func words(_ language: Language) -> String {
    switch self {
    case .cannotRead(let path):
      language.pick(
        zh: "无法读取 \(path)；请检查路径和权限", en: "cannot read \(path); check the path and its permissions")
    }
  }
}
