import Foundation
import Testing
import WinbackCore
import WinbackOperations
import WinbackTestSupport

struct KeyFileTests {
  private let content = CanonicalJSON.object(["action": .text("approve"), "n": .integer(3)])

  @Test func `signs so that only the same content verifies`() throws {
    let folder = try TemporaryFolder()
    let key = try KeyFile.make(for: "王芳", in: folder.url)
    let signature = try KeyFile.read(for: "王芳", in: folder.url).sign(content)
    #expect(key.publicKey.verifies(signature, of: content))
    #expect(!key.publicKey.verifies(signature, of: .object(["action": .text("approve")])))
    #expect(!key.publicKey.verifies("no base64", of: content))
    #expect(PublicKey(key.publicKey.description) == key.publicKey)
  }

  @Test func `keeps a key to its owner and never replaces it`() throws {
    let folder = try TemporaryFolder()
    _ = try KeyFile.make(for: "a", in: folder.url)
    let file = folder.url.appending(path: "a.key")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(throws: KeyError.exists(file.path)) { try KeyFile.make(for: "a", in: folder.url) }
  }

  @Test(arguments: [0o644, 0o640, 0o604])
  func `refuses a key that others can read`(mode: Int) throws {
    let folder = try TemporaryFolder()
    _ = try KeyFile.make(for: "a", in: folder.url)
    let file = folder.url.appending(path: "a.key")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    #expect(throws: KeyError.tooOpen(file.path)) { try KeyFile.read(for: "a", in: folder.url) }
  }

  @Test func `says what is wrong with a missing or damaged key`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: KeyError.self) { try KeyFile.read(for: "a", in: folder.url) }
    #expect(missing?.words(.en).contains("winback operator keygen a") == true)
    let file = try folder.write("nonsense", to: "a.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    #expect(throws: KeyError.unreadable(file.path)) { try KeyFile.read(for: "a", in: folder.url) }
  }

  @Test(arguments: ["../x", "a/b", "张 敏", "a.b", "%"])
  func `keeps odd ids apart inside the folder`(id: String) throws {
    let folder = try TemporaryFolder()
    _ = try KeyFile.make(for: Operator.ID(id), in: folder.url.appending(path: "keys"))
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "keys").path)
    #expect(files.count == 1)
    #expect(
      try KeyFile.read(for: Operator.ID(id), in: folder.url.appending(path: "keys")).operatorID.text
        == id)
    #expect(
      KeyFile.operators(in: folder.url.appending(path: "keys")) == [Operator.ID(id)])
  }
}
