import Glibc

/// Tells when files of some folders changed, without looking at them again and again (inotify).
final class FolderWatch {
  /// Can be read when something changed.
  let descriptor: Int32

  /// Nil where the system gives no watch.
  init?() {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Watches the files of a folder, not those of folders inside it; a missing folder is not watched.
  func add(_ path: String) {
    let kinds = IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE
    inotify_add_watch(descriptor, path, UInt32(kinds))
  }

  /// Takes all reports; true when one of them is of a file that matters.
  func hasChanges() -> Bool {
    var matters = false
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return matters }
      var offset = 0
      while offset + Self.headLength <= count {
        let (mask, length) = buffer.withUnsafeBytes {
          (
            $0.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
            $0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
          )
        }
        let start = offset + Self.headLength
        let end = min(start + Int(length), count)
        let name = String(decoding: buffer[start..<end].prefix { $0 != 0 }, as: UTF8.self)
        matters = matters || Self.matters(name, mask: mask)
        offset = end
      }
    }
  }

  /// A report is four words, then the file's name: which watch, what happened, a cookie, the length.
  private static let headLength = 16

  /// Readers of the store make and remove its side files, which is no change of the store.
  private static func matters(_ name: String, mask: UInt32) -> Bool {
    if name.hasSuffix("-shm") || name.hasSuffix(".lock") || name.hasSuffix("~") { return false }
    if name.hasSuffix("-wal") || name.hasSuffix("-journal") { return mask & UInt32(IN_MODIFY) != 0 }
    return true
  }
}
