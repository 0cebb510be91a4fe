import Foundation
import WinbackCore

/// The list of rejected rows as CSV, written as they are found.
final class RejectsFile {
  private let url: URL
  private let handle: FileHandle
  private var waiting = Data("file,line,code,column\n".utf8)

  init(_ url: URL) throws(ImportError) {
    self.url = url
    guard FileManager.default.createFile(atPath: url.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: url.path)
    else {
      throw .cannotWriteRejects(url.path, reason: String(cString: strerror(errno)))
    }
    self.handle = handle
  }

  deinit {
    try? handle.close()
  }

  func add(_ reject: ImportReject, of file: String) throws(ImportError) {
    let fields = [file, String(reject.line), reject.code.rawValue, reject.column]
    waiting.append(contentsOf: Data((fields.map(Self.quoted).joined(separator: ",") + "\n").utf8))
    if waiting.count > 1 << 16 { try flush() }
  }

  /// Writes what is left.
  func finish() throws(ImportError) { try flush() }

  private func flush() throws(ImportError) {
    do {
      try handle.write(contentsOf: waiting)
    } catch {
      throw .cannotWriteRejects(url.path, reason: error.localizedDescription)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return field }
    return "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}
