import Foundation
import WinbackCore

/// Makes sure that one dispatcher at a time works on a batch, on this machine.
///
/// The lock goes with the process, however that ends.
final class BatchLock {
  private let descriptor: Int32

  /// - Parameter folder: `data/locks`; made when it is absent.
  /// - Throws: ``BatchError/inOtherHands(_:)``, or why the file cannot be opened.
  init(_ id: Batch.ID, in folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = folder.appending(path: "\(id).lock")
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else {
      throw WorkspaceLockError(path: file.path, reason: String(cString: strerror(errno)))
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      throw BatchError.inOtherHands(id)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}

/// Why a lock file could not be opened.
struct WorkspaceLockError: Error, Equatable, Worded, CustomStringConvertible {
  var path: String
  var reason: String

  func words(_ language: Language) -> String {
    language.pick(
      zh: "无法打开锁文件 \(path)：\(reason)；请检查权限和空间",
      en: "cannot open the lock file \(path): \(reason); check permissions and free space")
  }
}
