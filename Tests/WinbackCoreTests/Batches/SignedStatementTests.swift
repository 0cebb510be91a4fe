import Crypto
import Foundation
import Testing
import WinbackCore

struct SignedStatementTests {
  private let statement = SignedStatement(
    action: "approve", at: Instant(seconds: 1_719_712_800), batch: "b1", contentHash: "c",
    messagesHash: "m", operatorID: "bob", recipients: 12, version: 3)

  @Test func `has one form`() {
    #expect(
      statement.json.string
        == #"{"action":"approve","at":"2024-06-30T02:00:00Z","batch":"b1","content_hash":"c","messages_hash":"m","operator":"bob","recipients":12,"v":1,"version":3}"#
    )
  }

  @Test func `a signature holds for no other statement, key or form`() throws {
    let pair = Curve25519.Signing.PrivateKey()
    let key = try #require(PublicKey(bytes: Array(pair.publicKey.rawRepresentation)))
    let signature = try pair.signature(for: Data(statement.json.bytes)).base64EncodedString()
    #expect(key.verifies(signature, of: statement.json))
    let changes: [(inout SignedStatement) -> Void] = [
      { $0.action = "reject" }, { $0.at = $0.at.adding(seconds: 1) }, { $0.batch = "b2" },
      { $0.contentHash = "d" }, { $0.messagesHash = "n" }, { $0.operatorID = "cat" },
      { $0.recipients = 13 }, { $0.version = 4 },
    ]
    for change in changes {
      var other = statement
      change(&other)
      #expect(!key.verifies(signature, of: other.json))
    }
    let stranger = try #require(
      PublicKey(bytes: Array(Curve25519.Signing.PrivateKey().publicKey.rawRepresentation)))
    #expect(!stranger.verifies(signature, of: statement.json))
    #expect(!key.verifies("", of: statement.json))
    #expect(!key.verifies("%%%", of: statement.json))
  }

  @Test(arguments: [
    "", "ed25519:", "ed25519:AAAA", "rsa:" + String(repeating: "A", count: 43) + "=",
    "ed25519:" + String(repeating: "A", count: 44),
  ])
  func `reads no key but 32 bytes of base64`(text: String) {
    #expect(PublicKey(text) == nil)
  }
}
