import Crypto
public import Foundation
public import WinbackCore

/// The private half of an operator's key, in a file that only he can read.
public struct KeyFile: Sendable {
  public let operatorID: Operator.ID
  private let key: Curve25519.Signing.PrivateKey

  public var publicKey: PublicKey {
    // A Curve25519 public key always has 32 bytes.
    PublicKey(bytes: Array(key.publicKey.rawRepresentation))!
  }

  /// Signs `content`; the result is base64.
  public func sign(_ content: CanonicalJSON) throws -> String {
    try key.signature(for: Data(content.bytes)).base64EncodedString()
  }

  /// Makes a key and writes it to `folder`, mode 0600, refusing to replace one that is there.
  public static func make(for id: Operator.ID, in folder: URL) throws -> KeyFile {
    let file = url(of: id, in: folder)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw KeyError.cannotWrite(folder.path, reason: error.localizedDescription)
    }
    let key = Curve25519.Signing.PrivateKey()
    let text = "ed25519-private:" + key.rawRepresentation.base64EncodedString() + "\n"
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? KeyError.exists(file.path)
        : KeyError.cannotWrite(file.path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw KeyError.cannotWrite(file.path, reason: String(cString: strerror(errno)))
    }
    return KeyFile(operatorID: id, key: key)
  }

  /// Reads the key of an operator.
  ///
  /// - Throws: ``KeyError`` when it is absent, readable by others, or no key.
  public static func read(for id: Operator.ID, in folder: URL) throws -> KeyFile {
    let file = url(of: id, in: folder)
    var status = stat()
    guard stat(file.path, &status) == 0 else { throw KeyError.missing(id.text, file.path) }
    guard status.st_mode & 0o077 == 0 else { throw KeyError.tooOpen(file.path) }
    let prefix = "ed25519-private:"
    guard let text = try? String(contentsOf: file, encoding: .utf8), text.hasPrefix(prefix),
      let data = Data(
        base64Encoded: text.dropFirst(prefix.count).trimmingCharacters(in: .whitespacesAndNewlines)),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
    else { throw KeyError.unreadable(file.path) }
    return KeyFile(operatorID: id, key: key)
  }

  /// The operators that have a key in `folder`, by id.
  public static func operators(in folder: URL) -> [Operator.ID] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".key") }
      .compactMap { $0.dropLast(4).removingPercentEncoding.map { Operator.ID($0) } }.sorted()
  }

  /// Ids may hold any character; the file name keeps letters, digits, `-` and `_` and escapes the rest.
  private static func url(of id: Operator.ID, in folder: URL) -> URL {
    var name = ""
    for byte in id.text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      name += isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }
    return folder.appending(path: name + ".key")
  }
}

/// Where keys and trusted roots of a user lie.
public struct KeyFolder: Sendable {
  /// `$XDG_CONFIG_HOME/winback`, else `~/.config/winback`.
  public let configuration: URL

  public init(environment: [String: String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let base =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    configuration = URL(fileURLWithPath: base).appending(path: "winback")
  }

  /// The keys of one workspace.
  public func keys(of workspaceID: String) -> URL {
    configuration.appending(path: "keys").appending(path: workspaceID, directoryHint: .isDirectory)
  }

  /// The file that pins the root key this user trusts in one workspace.
  public func root(of workspaceID: String) -> URL {
    configuration.appending(path: "trust").appending(path: workspaceID + ".root")
  }

  /// The pinned root key; nil when none was pinned.
  public func pinnedRoot(of workspaceID: String) -> String? {
    (try? String(contentsOf: root(of: workspaceID), encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Pins the root key of a workspace for this user.
  public func pin(_ key: PublicKey, of workspaceID: String) throws {
    let file = root(of: workspaceID)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data("\(key)\n".utf8).write(to: file, options: .atomic)
    } catch {
      throw KeyError.cannotWrite(file.path, reason: error.localizedDescription)
    }
  }
}

/// Why a key could not be used.
public enum KeyError: Error, Equatable, Worded, CustomStringConvertible {
  case exists(String)
  case missing(String, String)
  case tooOpen(String)
  case unreadable(String)
  case cannotWrite(String, reason: String)

  public func words(_ language: Language) -> String {
    switch self {
    case .exists(let path):
      language.pick(
        zh: "密钥 \(path) 已存在，不会覆盖；要换密钥请先吊销该操作员",
        en: "the key \(path) exists and is not replaced; to change keys revoke the operator first")
    case .missing(let id, let path):
      language.pick(
        zh: "没有操作员 \(id) 的密钥（\(path)）；生成：winback operator keygen \(id)",
        en:
          "there is no key of operator \(id) (\(path)); make one with winback operator keygen \(id)"
      )
    case .tooOpen(let path):
      language.pick(
        zh: "密钥 \(path) 可被他人读取，拒绝使用；请执行 chmod 600 \(path)",
        en: "the key \(path) can be read by others and is refused; run chmod 600 \(path)")
    case .unreadable(let path):
      language.pick(
        zh: "\(path) 不是密钥文件；请从备份恢复", en: "\(path) is no key file; restore it from a backup")
    case .cannotWrite(let path, let reason):
      language.pick(
        zh: "无法写入 \(path)：\(reason)；请检查权限和空间",
        en: "cannot write \(path): \(reason); check permissions and free space")
    }
  }
}
